-- Appends an event, once per number of its producer, and wakes who listens.
-- KEYS[1] the event stream   KEYS[2] the producer's hash
-- ARGV[1] the producer's number of this event, rising   ARGV[2] ms to keep   ARGV[3] channel to wake
-- ARGV[4..] the event's fields and values
-- Results: {'APPENDED', event id} | {'KNOWN'}
local last = tonumber(redis.call('HGET', KEYS[2], 'seq') or '0')
if tonumber(ARGV[1]) <= last then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
    return {'KNOWN'}
end
local id = redis.call('XADD', KEYS[1], '*', unpack(ARGV, 4))
redis.call('HSET', KEYS[2], 'seq', ARGV[1], 'event', id)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('PUBLISH', ARGV[3], id)
return {'APPENDED', id}
