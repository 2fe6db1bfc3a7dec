-- Renews a lease that is still its owner's under its fence. It writes no more than expiries, so that it works when
-- memory is full.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] owner   ARGV[4] fence   ARGV[5] TTL in ms
-- Results: {'STALE_EPOCH', epoch} | {'RENEWED'} | {'LOST'}
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
if redis.call('GET', KEYS[3]) ~= ARGV[3] or redis.call('HGET', KEYS[2], 'fence') ~= ARGV[4] then
    return {'LOST'}
end
redis.call('PEXPIRE', KEYS[3], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {'RENEWED'}
