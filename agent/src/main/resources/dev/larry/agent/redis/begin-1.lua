-- Begins to build a run's state on this server: until it ends, every script of an epoch is refused.
-- KEYS[1] the run's hash
-- ARGV[1] the new epoch, number@server   ARGV[2] ms to keep
-- Results: {'BEGUN'} | {'KNOWN'} (built already) | {'STALE_EPOCH', number} ; may be made again.
local number = tonumber(string.match(ARGV[1], '^%d+'))
local now = tonumber(redis.call('HGET', KEYS[1], 'number') or '0')
local building = tonumber(string.match(redis.call('HGET', KEYS[1], 'building') or '0', '^%d+'))
if now == number then
    return {'KNOWN'}
end
if now > number or building > number then
    return {'STALE_EPOCH', tostring(math.max(now, building))}
end
redis.call('HSET', KEYS[1], 'building', ARGV[1])
redis.call('HDEL', KEYS[1], 'epoch')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'BEGUN'}
