-- Sets tokens aside at every level of a path, or at none.
-- KEYS[1] the run's hash   KEYS[2] tokens of the run   KEYS[3] tokens of the Larry   KEYS[4] tokens of the holder
-- KEYS[5] the reservation's hash   KEYS[6] the open reservations
-- KEYS[7] the task's hash   KEYS[8] the task's lease (both unused where ARGV[6] is empty)
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] operation id   ARGV[4] tokens   ARGV[5] ms to the deadline
-- ARGV[6] owner of the lease, or empty   ARGV[7] fence   ARGV[8] group and holder, as a sweep names them
-- Results: {'STALE_EPOCH', epoch} | {'STALE', fence} | {'ABSENT', level from 1} | {'REFUSED', level from 1, tokens left there}
--          | {'RESERVED', tokens left to the holder} | {'CLOSED', state}
-- The same operation id gets the same answer, and writes again, so that WAIT counts it.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
if ARGV[6] ~= '' then
    local fence = redis.call('HGET', KEYS[7], 'fence')
    if redis.call('GET', KEYS[8]) ~= ARGV[6] or fence ~= ARGV[7] then
        return {'STALE', fence or '0'}
    end
end
local known = redis.call('HMGET', KEYS[5], 'state', 'left')
if known[1] then
    redis.call('PEXPIRE', KEYS[5], ARGV[2])
    if known[1] == 'reserved' then
        return {'RESERVED', known[2]}
    end
    return {'CLOSED', known[1]}
end
local tokens = tonumber(ARGV[4])
local left
for level = 1, 3 do
    local node = redis.call('HMGET', KEYS[level + 1], 'cap', 'spent', 'reserved')
    if not node[1] then
        return {'ABSENT', tostring(level)}
    end
    left = tonumber(node[1]) - tonumber(node[2] or '0') - tonumber(node[3] or '0')
    if tokens > left then
        redis.call('HINCRBY', KEYS[level + 1], 'refused', 1)
        return {'REFUSED', tostring(level), string.format('%.0f', left)}
    end
end
left = string.format('%.0f', left - tokens)
local time = redis.call('TIME')
local deadline = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) + tonumber(ARGV[5])
redis.call('HSET', KEYS[5], 'state', 'reserved', 'tokens', ARGV[4], 'path', ARGV[8], 'left', left,
    'deadline', string.format('%.0f', deadline), 'era', redis.call('HGET', KEYS[4], 'era') or '0')
redis.call('ZADD', KEYS[6], string.format('%.0f', deadline), ARGV[3])
for i = 2, 4 do
    redis.call('HINCRBY', KEYS[i], 'reserved', ARGV[4])
end
for i = 2, 6 do
    redis.call('PEXPIRE', KEYS[i], ARGV[2])
end
return {'RESERVED', left}
