-- Grants the lease of a task unless it has ended or another holds it, and binds it to the fence that the task's record is
-- to give. What a holder before it had reserved is spent then.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- KEYS[4] tokens of the run   KEYS[5] tokens of the Larry   KEYS[6] tokens of the task's worker
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] owner (one process)   ARGV[4] operation id   ARGV[5] TTL in ms
-- ARGV[6] the fence that the record is to give, one above the one it showed; 0 where that is not known
-- Results: {'STALE_EPOCH', epoch} | {'DONE'} | {'DEAD'} | {'BUSY', ms left, owner} | {'GRANTED', fence of the lease}
-- The lease is held once the record has given that fence; where it gives another, bind follows. A fence that no record
-- has confirmed to Redis refuses nobody whose record says otherwise (the field bound is the highest confirmed one).
-- The same operation id gets the same answer, and writes again, so that WAIT counts it.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
local task = redis.call('HMGET', KEYS[2], 'state', 'fence', 'acquire')
if task[1] == 'done' then
    return {'DONE'}
end
if task[1] == 'dead' then
    return {'DEAD'}
end
local holder = redis.call('GET', KEYS[3])
if holder and not (holder == ARGV[3] and task[3] == ARGV[4]) then
    return {'BUSY', redis.call('PTTL', KEYS[3]), holder}
end
local before = tonumber(task[2] or '0')
local fence = before < tonumber(ARGV[6]) and ARGV[6] or task[2] or '0'
redis.call('SET', KEYS[3], ARGV[3], 'PX', ARGV[5])
redis.call('HSET', KEYS[2], 'state', 'leased', 'owner', ARGV[3], 'acquire', ARGV[4], 'fence', fence)
if not task[1] then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
-- Before the first fence nobody could reserve.
if before > 0 and before < tonumber(fence) then
    local reserved = redis.call('HGET', KEYS[6], 'reserved') or '0'
    if reserved ~= '0' then
        for i = 4, 6 do
            redis.call('HINCRBY', KEYS[i], 'reserved', string.format('%.0f', 0 - tonumber(reserved)))
            redis.call('HINCRBY', KEYS[i], 'spent', reserved)
        end
        redis.call('HINCRBY', KEYS[6], 'era', 1)
    end
end
return {'GRANTED', fence}
