-- Opens a barrier for arrivals; its members are fixed from then on.
-- KEYS[1] the barrier's hash
-- ARGV[1] ms to keep   ARGV[2..] members
-- Results: {'OPEN'} | {'KNOWN'}
if redis.call('EXISTS', KEYS[1]) == 1 then
    redis.call('PEXPIRE', KEYS[1], ARGV[1])
    return {'KNOWN'}
end
for i = 2, #ARGV do
    redis.call('HSET', KEYS[1], 'member:' .. ARGV[i], 'awaited')
end
redis.call('HSET', KEYS[1], 'members', #ARGV - 1, 'arrived', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return {'OPEN'}
