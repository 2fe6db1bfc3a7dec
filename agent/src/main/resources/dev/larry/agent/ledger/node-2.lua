-- Makes a node of the ledger's tree, or corrects one from what is certain, while the run's state is built. What Redis
-- kept is never lowered; where nobody can tell what was spent, all is charged, and the field doubt says how much of it.
-- KEYS[1] the run's hash   KEYS[2] the node
-- ARGV[1] the epoch that is built   ARGV[2] ms to keep   ARGV[3] cap at least   ARGV[4] spent and reserved at least
-- ARGV[5] granted at least   ARGV[6] 1 where nobody can tell what was spent   ARGV[7..] grant id and tokens of each grant
-- Results: {'STALE_EPOCH', epoch} | {'BUILT', cap, spent and reserved, granted} ; may be made again.
if redis.call('HGET', KEYS[1], 'building') ~= ARGV[1] then
    return {'STALE_EPOCH', redis.call('HGET', KEYS[1], 'building') or ''}
end
local node = redis.call('HMGET', KEYS[2], 'cap', 'spent', 'reserved', 'granted', 'doubt')
local cap = math.max(tonumber(node[1] or '0'), tonumber(ARGV[3]))
local spent = tonumber(node[2] or '0')
local reserved = tonumber(node[3] or '0')
local granted = math.max(tonumber(node[4] or '0'), tonumber(ARGV[5]))
local doubt = tonumber(node[5] or '0')
spent = math.max(spent, tonumber(ARGV[4]) - reserved)
if ARGV[6] == '1' and spent + reserved < cap then
    doubt = doubt + cap - spent - reserved
    spent = cap - reserved
end
local function text(number)
    return string.format('%.0f', number)
end
redis.call('HSET', KEYS[2], 'cap', text(cap), 'spent', text(spent), 'reserved', text(reserved),
    'granted', text(granted), 'doubt', text(doubt))
for i = 7, #ARGV, 2 do
    redis.call('HSETNX', KEYS[2], 'grant:' .. ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return {'BUILT', text(cap), text(spent + reserved), text(granted)}
