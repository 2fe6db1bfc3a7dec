-- Ends the building: scripts of the new epoch are taken from now on.
-- KEYS[1] the run's hash
-- ARGV[1] the new epoch, number@server   ARGV[2] ms to keep
-- Results: {'STALE_EPOCH', epoch} | {'ENDED'} ; may be made again.
local building = redis.call('HGET', KEYS[1], 'building')
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if building ~= ARGV[1] and epoch ~= ARGV[1] then
    return {'STALE_EPOCH', building or epoch or ''}
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'number', string.match(ARGV[1], '^%d+'))
redis.call('HDEL', KEYS[1], 'building')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'ENDED'}
