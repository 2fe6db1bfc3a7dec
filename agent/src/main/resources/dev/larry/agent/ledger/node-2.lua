-- Makes a node of the ledger's tree, or corrects one from what is certain, while the run's state is built. A node that
-- is known keeps what it has; one that is gone starts with these figures, and so does what was lost of it.
-- KEYS[1] the run's hash   KEYS[2] the node
-- ARGV[1] the epoch that is built   ARGV[2] ms to keep   ARGV[3] cap   ARGV[4] at least so much is spent   ARGV[5] at least so much is granted
-- Results: {'STALE_EPOCH', epoch} | {'KEPT' or 'MADE', cap, spent, reserved, granted} ; may be made again.
if redis.call('HGET', KEYS[1], 'building') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'building') or ''}
end
local answer = redis.call('EXISTS', KEYS[2]) == 1 and 'KEPT' or 'MADE'
redis.call('HSETNX', KEYS[2], 'cap', ARGV[3])
local reserved = tonumber(redis.call('HGET', KEYS[2], 'reserved') or '0')
local spent = math.max(tonumber(redis.call('HGET', KEYS[2], 'spent') or '0'), tonumber(ARGV[4]) - reserved)
local granted = math.max(tonumber(redis.call('HGET', KEYS[2], 'granted') or '0'), tonumber(ARGV[5]))
redis.call('HSET', KEYS[2], 'spent', string.format('%.0f', spent), 'granted', string.format('%.0f', granted),
    'reserved', string.format('%.0f', reserved))
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {answer, redis.call('HGET', KEYS[2], 'cap'), string.format('%.0f', spent), string.format('%.0f', reserved),
    string.format('%.0f', granted)}
