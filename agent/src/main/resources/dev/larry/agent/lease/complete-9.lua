-- Tells Redis how an attempt ended, after the task's record has said so: drops the lease, settles what is still
-- reserved as spent, arrives at the barrier where the task has ended, appends the event.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- KEYS[4] tokens of the run   KEYS[5] tokens of the Larry   KEYS[6] tokens of the task's worker
-- KEYS[7] the barrier's hash   KEYS[8] the event stream   KEYS[9] the producer's hash
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] fence   ARGV[4] operation id   ARGV[5] open, done or dead
-- ARGV[6] task   ARGV[7] channel to wake   ARGV[8] the producer's number of this event
-- ARGV[9..] the event's fields and values
-- Results: {'STALE_EPOCH', epoch} | {'STALE', fence} | {'COMPLETED', event id} | {'KNOWN', event id} (told by another event)
-- The same call gets the same answer, and writes again, so that WAIT counts it.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
local fence = tonumber(redis.call('HGET', KEYS[2], 'fence') or '0')
if fence > tonumber(ARGV[3]) then
    return {'STALE', tostring(fence)}
end
if redis.call('HGET', KEYS[2], 'complete') == ARGV[4] then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
    local own = redis.call('HGET', KEYS[2], 'teller') == KEYS[9] .. '#' .. ARGV[8]
    return {own and 'COMPLETED' or 'KNOWN', redis.call('HGET', KEYS[2], 'event')}
end
local id = redis.call('XADD', KEYS[8], '*', unpack(ARGV, 9))
redis.call('HSET', KEYS[2], 'state', ARGV[5], 'fence', ARGV[3], 'complete', ARGV[4], 'event', id,
    'teller', KEYS[9] .. '#' .. ARGV[8])
redis.call('HSET', KEYS[9], 'seq', ARGV[8], 'event', id)
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
if ARGV[5] ~= 'open' and redis.call('HGET', KEYS[7], 'task:' .. ARGV[6]) == 'awaited' then
    redis.call('HSET', KEYS[7], 'task:' .. ARGV[6], ARGV[5])
    for member in string.gmatch(redis.call('HGET', KEYS[7], 'of:' .. ARGV[6]), '[^,]+') do
        redis.call('HINCRBY', KEYS[7], 'left:' .. member, -1)
        if ARGV[5] == 'dead' then
            redis.call('HINCRBY', KEYS[7], 'dead:' .. member, 1)
        end
    end
    redis.call('PEXPIRE', KEYS[7], ARGV[2])
end
for _, i in ipairs({2, 8, 9}) do
    redis.call('PEXPIRE', KEYS[i], ARGV[2])
end
redis.call('PUBLISH', ARGV[7], id)
return {'COMPLETED', id}
