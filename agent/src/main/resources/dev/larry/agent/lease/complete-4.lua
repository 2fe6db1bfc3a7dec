-- Tells Redis how a task ended, after its record has said so: drops the lease, appends the event.
-- KEYS[1] the task's hash   KEYS[2] the task's lease   KEYS[3] the event stream   KEYS[4] the producer's hash
-- ARGV[1] owner   ARGV[2] fence   ARGV[3] operation id   ARGV[4] done or dead   ARGV[5] ms to keep
-- ARGV[6] channel to wake   ARGV[7] the producer's number of this event   ARGV[8..] the event's fields and values
-- Results: {'COMPLETED', event id} | {'STALE', fence} ; the same operation id gets the same answer.
local fence = tonumber(redis.call('HGET', KEYS[1], 'fence') or '0')
if fence > tonumber(ARGV[2]) then
    return {'STALE', fence}
end
local id
if redis.call('HGET', KEYS[1], 'complete') == ARGV[3] then
    id = redis.call('HGET', KEYS[1], 'event')
    redis.call('PEXPIRE', KEYS[1], ARGV[5])
    return {'COMPLETED', id}
end
if redis.call('GET', KEYS[2]) == ARGV[1] then
    redis.call('DEL', KEYS[2])
end
id = redis.call('XADD', KEYS[3], '*', unpack(ARGV, 8))
redis.call('HSET', KEYS[1], 'state', ARGV[4], 'fence', ARGV[2], 'complete', ARGV[3], 'event', id)
redis.call('HSET', KEYS[4], 'seq', ARGV[7])
for _, key in ipairs({KEYS[1], KEYS[3], KEYS[4]}) do
    redis.call('PEXPIRE', key, ARGV[5])
end
redis.call('PUBLISH', ARGV[6], id)
return {'COMPLETED', id}
