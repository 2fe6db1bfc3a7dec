-- Grants the lease of a task unless it has ended or another holds it.
-- KEYS[1] the task's hash   KEYS[2] the task's lease
-- ARGV[1] owner (one process)   ARGV[2] operation id   ARGV[3] TTL in ms   ARGV[4] ms to keep the hash
-- Results: {'DONE'} | {'DEAD'} | {'BUSY', ms left, owner} | {'GRANTED'}
-- The same operation id gets the same answer, and writes again, so that WAIT counts it.
local state = redis.call('HGET', KEYS[1], 'state')
if state == 'done' then
    return {'DONE'}
end
if state == 'dead' then
    return {'DEAD'}
end
local holder = redis.call('GET', KEYS[2])
if holder and not (holder == ARGV[1] and redis.call('HGET', KEYS[1], 'acquire') == ARGV[2]) then
    return {'BUSY', redis.call('PTTL', KEYS[2]), holder}
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
redis.call('HSET', KEYS[1], 'state', 'leased', 'owner', ARGV[1], 'acquire', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'GRANTED'}
