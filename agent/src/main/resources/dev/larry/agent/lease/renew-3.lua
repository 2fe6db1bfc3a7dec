-- Renews a lease that is still its owner's under its fence. It writes no more than expiries, so that it works when
-- memory is full, except to take up one again that ended while Redis was away.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] owner   ARGV[4] fence   ARGV[5] TTL in ms
-- ARGV[6] 1 where it may have ended because Redis was away
-- Results: {'STALE_EPOCH', epoch} | {'RENEWED'} | {'LOST'}
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
local task = redis.call('HMGET', KEYS[2], 'fence', 'owner', 'state')
local holder = redis.call('GET', KEYS[3])
if task[1] ~= ARGV[4] then
    return {'LOST'}
end
if not holder and ARGV[6] == '1' and task[2] == ARGV[3] and task[3] == 'leased' then
    redis.call('SET', KEYS[3], ARGV[3], 'PX', ARGV[5])
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
    return {'RENEWED'}
end
if holder ~= ARGV[3] then
    return {'LOST'}
end
redis.call('PEXPIRE', KEYS[3], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {'RENEWED'}
