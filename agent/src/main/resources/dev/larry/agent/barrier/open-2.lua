-- Opens a barrier for arrivals, while the run's state is built: members and their tasks are fixed from then on. One that
-- is known is opened again from nothing only where it is gone.
-- KEYS[1] the run's hash   KEYS[2] the barrier's hash
-- ARGV[1] the epoch that is built   ARGV[2] ms to keep   ARGV[3..] fields and values: members, left:<member>, of:<task>
-- Results: {'STALE_EPOCH', epoch} | {'OPEN'} | {'KNOWN'}
if redis.call('HGET', KEYS[1], 'building') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'building') or ''}
end
if redis.call('EXISTS', KEYS[2]) == 1 then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
    return {'KNOWN'}
end
for i = 3, #ARGV, 2 do
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {'OPEN'}
