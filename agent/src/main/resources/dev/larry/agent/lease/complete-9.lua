-- Tells Redis how an attempt ended, after the task's record has said so: drops the lease, settles what is still
-- reserved as spent, arrives at the barrier where the task has ended, appends the event.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- KEYS[4] tokens of the run   KEYS[5] tokens of the Larry   KEYS[6] tokens of the task's worker
-- KEYS[7] the barrier's hash   KEYS[8] the event stream   KEYS[9] the producer's hash
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] fence   ARGV[4] operation id   ARGV[5] open, done or dead
-- ARGV[6] task   ARGV[7] channel to wake   ARGV[8] the producer's number of this event
-- ARGV[9..] the event's fields and values
-- Results: {'STALE_EPOCH', epoch} | {'STALE', fence} | {'COMPLETED', event id} | {'KNOWN', event id} (told by another event)
-- The same call gets the same answer, and writes again, so that WAIT counts it. Keys that are there have their expiry
-- already, later than any end of their run; one that this makes gets it here.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
local task = redis.call('HMGET', KEYS[2], 'fence', 'bound', 'state', 'complete', 'teller', 'event')
local teller = KEYS[9] .. '#' .. ARGV[8]
if tonumber(task[2] or '0') > tonumber(ARGV[3]) then
    return {'STALE', task[1]}
end
if task[4] == ARGV[4] then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
    return {task[5] == teller and 'COMPLETED' or 'KNOWN', task[6]}
end
local id = redis.call('XADD', KEYS[8], 'NOMKSTREAM', '*', unpack(ARGV, 9))
if not id then
    id = redis.call('XADD', KEYS[8], '*', unpack(ARGV, 9))
    redis.call('PEXPIRE', KEYS[8], ARGV[2])
end
if redis.call('HSET', KEYS[9], 'seq', ARGV[8], 'event', id) > 0 then
    redis.call('PEXPIRE', KEYS[9], ARGV[2])
end
redis.call('PUBLISH', ARGV[7], id)
if ARGV[5] == 'open' and tonumber(task[1] or '0') > tonumber(ARGV[3]) then
    -- Another was granted the lease meanwhile, and its record may have given the next fence: what is there is its own.
    redis.call('HSET', KEYS[2], 'complete', ARGV[4], 'event', id, 'teller', teller)
    return {'COMPLETED', id}
end
redis.call('HSET', KEYS[2], 'state', ARGV[5], 'fence', ARGV[3], 'bound', ARGV[3], 'complete', ARGV[4], 'event', id,
    'teller', teller)
if not task[3] then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
redis.call('DEL', KEYS[3])
local reserved = redis.call('HGET', KEYS[6], 'reserved') or '0'
if reserved ~= '0' then
    for i = 4, 6 do
        redis.call('HINCRBY', KEYS[i], 'reserved', string.format('%.0f', 0 - tonumber(reserved)))
        redis.call('HINCRBY', KEYS[i], 'spent', reserved)
        redis.call('PEXPIRE', KEYS[i], ARGV[2])
    end
    redis.call('HINCRBY', KEYS[6], 'era', 1)
end
if ARGV[5] == 'open' then
    return {'COMPLETED', id}
end
local awaited = redis.call('HMGET', KEYS[7], 'task:' .. ARGV[6], 'of:' .. ARGV[6])
if awaited[1] == 'awaited' then
    redis.call('HSET', KEYS[7], 'task:' .. ARGV[6], ARGV[5])
    for member in string.gmatch(awaited[2], '[^,]+') do
        redis.call('HINCRBY', KEYS[7], 'left:' .. member, -1)
        if ARGV[5] == 'dead' then
            redis.call('HINCRBY', KEYS[7], 'dead:' .. member, 1)
        end
    end
end
return {'COMPLETED', id}
