-- Sets a field that is set once in a run, and appends the event that says so.
-- KEYS[1] the hash   KEYS[2] the event stream   KEYS[3] the producer's hash
-- ARGV[1] field   ARGV[2] operation id, kept as its value   ARGV[3] the producer's number of this event
-- ARGV[4] ms to keep   ARGV[5] channel to wake   ARGV[6..] the event's fields and values
-- Results: {'APPENDED'} | {'KNOWN'} ; the same operation id gets the same answer.
local value = redis.call('HGET', KEYS[1], ARGV[1])
if value then
    redis.call('PEXPIRE', KEYS[1], ARGV[4])
    return {value == ARGV[2] and 'APPENDED' or 'KNOWN'}
end
local id = redis.call('XADD', KEYS[2], '*', unpack(ARGV, 6))
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[3], 'seq', ARGV[3], 'event', id)
for _, key in ipairs(KEYS) do
    redis.call('PEXPIRE', key, ARGV[4])
end
redis.call('PUBLISH', ARGV[5], id)
return {'APPENDED'}
