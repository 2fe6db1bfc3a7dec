-- Puts back what a task's record says, while the run's state is built. A holder keeps its lease.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- ARGV[1] the epoch that is built   ARGV[2] ms to keep   ARGV[3] open, leased, done or dead   ARGV[4] fence
-- ARGV[5] owner   ARGV[6] TTL in ms
-- Results: {'STALE_EPOCH', epoch} | {'RESTORED', 'kept' or 'lost'} ; may be made again.
-- kept: Redis had been told of this very state. Writes are lost from the end on, so it had all that came before, too.
if redis.call('HGET', KEYS[1], 'building') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'building') or ''}
end
local told = redis.call('HGET', KEYS[2], 'complete') == ARGV[3] .. '#' .. ARGV[4]
redis.call('HSET', KEYS[2], 'state', ARGV[3], 'fence', ARGV[4], 'bound', ARGV[4], 'owner', ARGV[5])
redis.call('HDEL', KEYS[2], 'acquire')
if not told then
    redis.call('HDEL', KEYS[2], 'complete', 'event')
end
if ARGV[3] == 'leased' then
    redis.call('SET', KEYS[3], ARGV[5], 'PX', ARGV[6])
else
    redis.call('DEL', KEYS[3])
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {'RESTORED', (told or ARGV[4] == '0') and 'kept' or 'lost'}
