-- Counts an ended task at a barrier from its record, while the run's state is built.
-- KEYS[1] the run's hash   KEYS[2] the barrier's hash
-- ARGV[1] the epoch that is built   ARGV[2] ms to keep   ARGV[3] task   ARGV[4] done or dead
-- Results: {'STALE_EPOCH', epoch} | {'ABSENT'} | {'STRANGER'} | {'KNOWN'} | {'COUNTED'}
if redis.call('HGET', KEYS[1], 'building') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'building') or ''}
end
if redis.call('EXISTS', KEYS[2]) == 0 then
    return {'ABSENT'}
end
local state = redis.call('HGET', KEYS[2], 'task:' .. ARGV[3])
if not state then
    return {'STRANGER'}
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
if state ~= 'awaited' then
    return {'KNOWN'}
end
redis.call('HSET', KEYS[2], 'task:' .. ARGV[3], ARGV[4])
for member in string.gmatch(redis.call('HGET', KEYS[2], 'of:' .. ARGV[3]), '[^,]+') do
    redis.call('HINCRBY', KEYS[2], 'left:' .. member, -1)
    if ARGV[4] == 'dead' then
        redis.call('HINCRBY', KEYS[2], 'dead:' .. member, 1)
    end
end
return {'COUNTED'}
