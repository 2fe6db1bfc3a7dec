-- Binds a granted lease to the fence that the task's record gave, where that is another than it was asked for under, or
-- where the record took long: its TTL begins anew. What a holder before it had reserved is spent.
-- KEYS[1] the run's hash   KEYS[2] the task's hash   KEYS[3] the task's lease
-- KEYS[4] tokens of the run   KEYS[5] tokens of the Larry   KEYS[6] tokens of the task's worker
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] owner   ARGV[4] fence   ARGV[5] TTL in ms
-- Results: {'STALE_EPOCH', epoch} | {'LOST'} | {'HELD'} ; may be made again.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
if redis.call('GET', KEYS[3]) ~= ARGV[3] then
    return {'LOST'}
end
local fence = tonumber(redis.call('HGET', KEYS[2], 'fence') or '0')
if fence > tonumber(ARGV[4]) then
    return {'LOST'}
end
redis.call('HSET', KEYS[2], 'fence', ARGV[4], 'bound', ARGV[4])
redis.call('PEXPIRE', KEYS[3], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
local reserved = fence < tonumber(ARGV[4]) and redis.call('HGET', KEYS[6], 'reserved') or '0'
if reserved ~= '0' then
    for i = 4, 6 do
        redis.call('HINCRBY', KEYS[i], 'reserved', string.format('%.0f', 0 - tonumber(reserved)))
        redis.call('HINCRBY', KEYS[i], 'spent', reserved)
    end
    redis.call('HINCRBY', KEYS[6], 'era', 1)
end
return {'HELD'}
