-- Grants tokens of a pool or of the reserve to a holder, once for each grant id, and says so in the event stream.
-- KEYS[1] the run's hash   KEYS[2] the pool or the reserve   KEYS[3] tokens of the holder's Larry   KEYS[4] tokens of the holder
-- KEYS[5] the event stream   KEYS[6] the producer's hash
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] grant id   ARGV[4] tokens   ARGV[5] pool or reserve
-- ARGV[6] channel to wake   ARGV[7] the producer's number of the event   ARGV[8..] the event's fields and values
-- Results: {'STALE_EPOCH', epoch} | {'ABSENT'} | {'REFUSED', tokens left} | {'KNOWN' or 'GRANTED', tokens, tokens left}
-- A pool is part of its Larry's cap already; the reserve raises the Larry's cap too. A grant that is known is not
-- announced again; the same call gets the same answer.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
local source = redis.call('HMGET', KEYS[2], 'cap', 'granted', 'grant:' .. ARGV[3], 'by:' .. ARGV[3])
if not source[1] or redis.call('EXISTS', KEYS[3]) == 0 or redis.call('EXISTS', KEYS[4]) == 0 then
    return {'ABSENT'}
end
local left = tonumber(source[1]) - tonumber(source[2] or '0')
if source[3] then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
    local own = source[4] == KEYS[6] .. '#' .. ARGV[7]
    return {own and 'GRANTED' or 'KNOWN', source[3], string.format('%.0f', left)}
end
if tonumber(ARGV[4]) > left then
    redis.call('HINCRBY', KEYS[2], 'refused', 1)
    return {'REFUSED', string.format('%.0f', left)}
end
local id = redis.call('XADD', KEYS[5], '*', unpack(ARGV, 8))
redis.call('HSET', KEYS[2], 'grant:' .. ARGV[3], ARGV[4], 'by:' .. ARGV[3], KEYS[6] .. '#' .. ARGV[7])
redis.call('HSET', KEYS[6], 'seq', ARGV[7], 'event', id)
redis.call('HINCRBY', KEYS[2], 'granted', ARGV[4])
redis.call('HINCRBY', KEYS[4], 'cap', ARGV[4])
redis.call('HINCRBY', KEYS[4], 'from:' .. ARGV[5], ARGV[4])
if ARGV[5] == 'reserve' then
    redis.call('HINCRBY', KEYS[3], 'cap', ARGV[4])
    redis.call('HINCRBY', KEYS[3], 'from:reserve', ARGV[4])
end
for i = 2, 6 do
    redis.call('PEXPIRE', KEYS[i], ARGV[2])
end
redis.call('PUBLISH', ARGV[6], id)
return {'GRANTED', ARGV[4], string.format('%.0f', left - tonumber(ARGV[4]))}
