-- Gives a lease back, so that another need not wait for its end.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] owner
-- Results: {'STALE_EPOCH', epoch} | {'RELEASED'} | {'LOST'}
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
if redis.call('GET', KEYS[3]) ~= ARGV[3] then
    return {'LOST'}
end
redis.call('HSET', KEYS[2], 'state', 'open')
redis.call('DEL', KEYS[3])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {'RELEASED'}
