-- Proves that scripted writes are taken.
-- KEYS[1] the hash of whoever asks
-- ARGV[1] milliseconds to keep it
-- Result: 'OK'
redis.call('HINCRBY', KEYS[1], 'ready', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return {'OK'}
