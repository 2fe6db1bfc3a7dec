-- Ends a reservation, once: what was used is spent, and the rest goes back.
-- KEYS[1] the run's hash   KEYS[2] tokens of the run   KEYS[3] tokens of the Larry   KEYS[4] tokens of the holder
-- KEYS[5] the reservation's hash   KEYS[6] the open reservations
-- ARGV[1] epoch, number@server   ARGV[2] ms to keep   ARGV[3] operation id of the reservation   ARGV[4] settle, release or expire
-- ARGV[5] tokens used (settle only)
-- Results: {'STALE_EPOCH', epoch} | {'ABSENT'} | {'OPEN'} (not expired) | {'CLOSED', state, tokens charged}
--          | {'SETTLED', tokens charged, tokens beyond every cap}
-- A reservation past its deadline, or whose holder lost its lease, is spent in full. More used than reserved is charged
-- where there is room; what is beyond it is counted as overrun. The same call gets the same answer.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'epoch') or ''}
end
local known = redis.call('HMGET', KEYS[5], 'state', 'tokens', 'deadline', 'era', 'charged', 'call', 'overrun')
if not known[1] then
    return {'ABSENT'}
end
local call = ARGV[4] .. ' ' .. ARGV[5]
if known[1] ~= 'reserved' then
    redis.call('PEXPIRE', KEYS[5], ARGV[2])
    if known[6] == call then
        return {'SETTLED', known[5], known[7]}
    end
    return {'CLOSED', known[1], known[5]}
end
local tokens = tonumber(known[2])
if (redis.call('HGET', KEYS[4], 'era') or '0') ~= known[4] then
    redis.call('HSET', KEYS[5], 'state', 'lost', 'charged', known[2])
    redis.call('ZREM', KEYS[6], ARGV[3])
    return {'CLOSED', 'lost', known[2]}
end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local expired = now > tonumber(known[3])
if ARGV[4] == 'expire' and not expired then
    return {'OPEN'}
end
local state, charged, overrun = 'expired', tokens, 0
if not expired and ARGV[4] == 'release' then
    state, charged = 'released', 0
elseif not expired then
    state, charged = 'settled', tonumber(ARGV[5])
    if charged > tokens then
        local room = charged - tokens
        for i = 2, 4 do
            local node = redis.call('HMGET', KEYS[i], 'cap', 'spent', 'reserved')
            room = math.min(room, math.max(0, tonumber(node[1]) - tonumber(node[2] or '0') - tonumber(node[3])))
        end
        overrun = charged - tokens - room
        charged = tokens + room
    end
end
local answer = {'SETTLED', string.format('%.0f', charged), string.format('%.0f', overrun)}
redis.call('HSET', KEYS[5], 'state', state, 'charged', answer[2], 'overrun', answer[3],
    'call', expired and '' or call)
redis.call('ZREM', KEYS[6], ARGV[3])
for i = 2, 4 do
    redis.call('HINCRBY', KEYS[i], 'reserved', string.format('%.0f', 0 - tokens))
    redis.call('HINCRBY', KEYS[i], 'spent', answer[2])
    redis.call('PEXPIRE', KEYS[i], ARGV[2])
end
if overrun > 0 then
    redis.call('HINCRBY', KEYS[4], 'overrun', answer[3])
end
redis.call('PEXPIRE', KEYS[5], ARGV[2])
if expired then
    return {'CLOSED', 'expired', answer[2]}
end
return answer
