-- A member arrives, once, when each of its tasks has ended; the last to arrive opens the barrier and says so in the
-- event stream.
-- KEYS[1] the run's hash   KEYS[2] the barrier's hash   KEYS[3] the event stream   KEYS[4] the producer's hash
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] member   ARGV[4] complete or degraded   ARGV[5] operation id
-- ARGV[6] channel to wake   ARGV[7] the producer's number of the event   ARGV[8..] the event's fields and values
-- Results: {'STALE_EPOCH', epoch} | {'ABSENT'} | {'STRANGER'} | {'EARLY', arrived, members, tasks left}
--          | {'ARRIVED' or 'OPENED' or 'KNOWN', arrived, members, '0'} ; the same operation id gets the same answer.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
if redis.call('EXISTS', KEYS[2]) == 0 then
    return {'ABSENT'}
end
local member = redis.call('HGET', KEYS[2], 'member:' .. ARGV[3])
if not member then
    return {'STRANGER'}
end
local members = redis.call('HGET', KEYS[2], 'members')
local arrived = redis.call('HGET', KEYS[2], 'arrived')
redis.call('PEXPIRE', KEYS[2], ARGV[2])
if member ~= 'awaited' then
    if redis.call('HGET', KEYS[2], 'operation:' .. ARGV[3]) == ARGV[5] then
        return {redis.call('HGET', KEYS[2], 'answer:' .. ARGV[3]), arrived, members, '0'}
    end
    return {'KNOWN', arrived, members, '0'}
end
local left = redis.call('HGET', KEYS[2], 'left:' .. ARGV[3]) or '0'
if tonumber(left) > 0 then
    return {'EARLY', arrived, members, left}
end
local dead = tonumber(redis.call('HGET', KEYS[2], 'dead:' .. ARGV[3]) or '0')
arrived = tonumber(arrived) + 1
local answer = arrived < tonumber(members) and 'ARRIVED' or 'OPENED'
redis.call('HSET', KEYS[2], 'member:' .. ARGV[3], dead > 0 and 'degraded' or ARGV[4], 'arrived', arrived,
    'operation:' .. ARGV[3], ARGV[5], 'answer:' .. ARGV[3], answer)
if answer == 'OPENED' then
    local id = redis.call('XADD', KEYS[3], '*', unpack(ARGV, 8))
    redis.call('HSET', KEYS[2], 'opened', id)
    redis.call('HSET', KEYS[4], 'seq', ARGV[7], 'event', id)
    redis.call('PEXPIRE', KEYS[3], ARGV[2])
    redis.call('PEXPIRE', KEYS[4], ARGV[2])
    redis.call('PUBLISH', ARGV[6], id)
end
return {answer, tostring(arrived), members, '0'}
