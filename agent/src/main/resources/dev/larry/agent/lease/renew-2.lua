-- Renews a lease that is still its owner's under its fence.
-- KEYS[1] the task's hash   KEYS[2] the task's lease
-- ARGV[1] owner   ARGV[2] fence   ARGV[3] TTL in ms   ARGV[4] ms to keep the hash
-- Results: {'RENEWED'} | {'LOST'}
if redis.call('GET', KEYS[2]) ~= ARGV[1] or redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then
    return {'LOST'}
end
redis.call('PEXPIRE', KEYS[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'RENEWED'}
