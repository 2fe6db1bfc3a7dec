-- Grants the lease of a task unless it has ended or another holds it.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] owner (one process)   ARGV[4] operation id   ARGV[5] TTL in ms
-- Results: {'STALE_EPOCH', epoch} | {'DONE'} | {'DEAD'} | {'BUSY', ms left, owner} | {'GRANTED'}
-- The same operation id gets the same answer, and writes again, so that WAIT counts it.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
local state = redis.call('HGET', KEYS[2], 'state')
if state == 'done' then
    return {'DONE'}
end
if state == 'dead' then
    return {'DEAD'}
end
local holder = redis.call('GET', KEYS[3])
if holder and not (holder == ARGV[3] and redis.call('HGET', KEYS[2], 'acquire') == ARGV[4]) then
    return {'BUSY', redis.call('PTTL', KEYS[3]), holder}
end
redis.call('SET', KEYS[3], ARGV[3], 'PX', ARGV[5])
redis.call('HSET', KEYS[2], 'state', 'leased', 'owner', ARGV[3], 'acquire', ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {'GRANTED'}
