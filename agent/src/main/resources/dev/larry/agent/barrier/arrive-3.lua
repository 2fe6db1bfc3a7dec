-- A member arrives, once; the last to arrive opens the barrier and says so in the event stream.
-- KEYS[1] the barrier's hash   KEYS[2] the event stream   KEYS[3] the producer's hash
-- ARGV[1] member   ARGV[2] complete or degraded   ARGV[3] ms to keep   ARGV[4] channel to wake
-- ARGV[5] operation id   ARGV[6] the producer's number of the event   ARGV[7..] the event's fields and values
-- Results: {'ABSENT'} | {'STRANGER'} | {'ARRIVED' or 'OPENED' or 'KNOWN', arrived, members}
-- The same operation id gets the same answer.
if redis.call('EXISTS', KEYS[1]) == 0 then
    return {'ABSENT'}
end
local member = redis.call('HGET', KEYS[1], 'member:' .. ARGV[1])
if not member then
    return {'STRANGER'}
end
local members = tonumber(redis.call('HGET', KEYS[1], 'members'))
local arrived = tonumber(redis.call('HGET', KEYS[1], 'arrived'))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if member ~= 'awaited' then
    if redis.call('HGET', KEYS[1], 'operation:' .. ARGV[1]) == ARGV[5] then
        return {redis.call('HGET', KEYS[1], 'answer:' .. ARGV[1]), arrived, members}
    end
    return {'KNOWN', arrived, members}
end
arrived = arrived + 1
local answer = arrived < members and 'ARRIVED' or 'OPENED'
redis.call('HSET', KEYS[1], 'member:' .. ARGV[1], ARGV[2], 'arrived', arrived,
    'operation:' .. ARGV[1], ARGV[5], 'answer:' .. ARGV[1], answer)
if answer == 'OPENED' then
    local id = redis.call('XADD', KEYS[2], '*', unpack(ARGV, 7))
    redis.call('HSET', KEYS[1], 'opened', id)
    redis.call('HSET', KEYS[3], 'seq', ARGV[6], 'event', id)
    redis.call('PEXPIRE', KEYS[2], ARGV[3])
    redis.call('PEXPIRE', KEYS[3], ARGV[3])
    redis.call('PUBLISH', ARGV[4], id)
end
return {answer, arrived, members}
