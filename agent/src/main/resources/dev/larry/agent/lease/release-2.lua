-- Gives a lease back, so that another need not wait for its end.
-- KEYS[1] the task's hash   KEYS[2] the task's lease
-- ARGV[1] owner   ARGV[2] ms to keep the hash
-- Results: {'RELEASED'} | {'LOST'}
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
    return {'LOST'}
end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[1], 'state', 'open')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'RELEASED'}
