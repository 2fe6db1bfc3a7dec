-- Binds a granted lease to the fence that the task record gave.
-- KEYS[1] the task's hash   KEYS[2] the task's lease
-- ARGV[1] owner   ARGV[2] fence   ARGV[3] TTL in ms   ARGV[4] ms to keep the hash
-- Results: {'HELD'} | {'LOST'}
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
    return {'LOST'}
end
local fence = tonumber(redis.call('HGET', KEYS[1], 'fence') or '0')
if fence > tonumber(ARGV[2]) then
    return {'LOST'}
end
redis.call('HSET', KEYS[1], 'fence', ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'HELD'}
