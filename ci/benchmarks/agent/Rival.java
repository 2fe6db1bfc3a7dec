import org.redisson.Redisson;
import org.redisson.api.RFencedLock;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisSentinelPool;
import redis.clients.jedis.params.SetParams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A process of workers that do tasks under a lock in Redis, as one would without the agent: look
 * whether the task is done, lock it, look again, draw its tokens, work, write the result where
 * others see it, mark it as done, unlock. What is started, committed and drawn is written outside
 * Redis, so that it can be counted whatever Redis forgets.
 *
 * <p>Usage: {@code Rival setnx|fenced PORT SENTINEL DIRECTORY NAME SLOTS TASKS TTL_MILLIS
 * WORK_MILLIS}; SENTINEL 0: PORT is Redis itself.
 */
public final class Rival {
    private static final int TOKENS = 100;

    /** Checks the budget and draws from it in one step, as a careful program would. */
    private static final String DRAW =
            "local spent = tonumber(redis.call('GET', KEYS[1]) or '0') "
                    + "if spent + tonumber(ARGV[1]) > tonumber(ARGV[2]) then return 0 end "
                    + "redis.call('INCRBY', KEYS[1], ARGV[1]) return 1";

    /** Deletes a lock that is still one's own. Redis docs, "SET", patterns. */
    private static final String UNLOCK =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"
                    + " return 0";

    private final Path directory;
    private final String name;
    private final int tasks;
    private final long ttl;
    private final long work;
    private final Store store;
    private final Locks locks;

    /** The Redis that all share. */
    interface Store extends AutoCloseable {
        Jedis jedis();

        @Override
        void close();
    }

    /** A lock on a task: its token, 0 where there is none, or less where another holds it. */
    interface Locks {
        long lock(int task, String owner);

        void unlock(int task, String owner);
    }

    public static void main(String[] args) throws Exception {
        new Rival(args).run(Integer.parseInt(args[5]));
        java.lang.System.exit(0);
    }

    private Rival(String[] args) {
        int port = Integer.parseInt(args[1]);
        int sentinel = Integer.parseInt(args[2]);
        directory = Path.of(args[3]);
        name = args[4];
        tasks = Integer.parseInt(args[6]);
        ttl = Long.parseLong(args[7]);
        work = Long.parseLong(args[8]);
        store = store(port, sentinel);
        locks = args[0].equals("fenced") ? fenced(port, sentinel) : plain();
    }

    private static Store store(int port, int sentinel) {
        if (sentinel == 0) {
            return new Store() {
                @Override
                public Jedis jedis() {
                    return new Jedis("127.0.0.1", port, 2_000);
                }

                @Override
                public void close() {}
            };
        }
        JedisSentinelPool pool =
                new JedisSentinelPool(
                        "mymaster",
                        Collections.singleton(new HostAndPort("127.0.0.1", sentinel)),
                        DefaultJedisClientConfig.builder().socketTimeoutMillis(2_000).build(),
                        DefaultJedisClientConfig.builder().build());
        return new Store() {
            @Override
            public Jedis jedis() {
                return pool.getResource();
            }

            @Override
            public void close() {
                pool.close();
            }
        };
    }

    private Locks plain() {
        SetParams once = SetParams.setParams().nx().px(ttl);
        return new Locks() {
            @Override
            public long lock(int task, String owner) {
                try (Jedis jedis = store.jedis()) {
                    return jedis.set("lock:" + task, owner, once) == null ? -1 : 0;
                }
            }

            @Override
            public void unlock(int task, String owner) {
                try (Jedis jedis = store.jedis()) {
                    jedis.eval(UNLOCK, List.of("lock:" + task), List.of(owner));
                }
            }
        };
    }

    private Locks fenced(int port, int sentinel) {
        Config config = new Config();
        if (sentinel == 0) {
            config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        } else {
            config.useSentinelServers()
                    .setMasterName("mymaster")
                    .setCheckSentinelsList(false)
                    .addSentinelAddress("redis://127.0.0.1:" + sentinel);
        }
        RedissonClient client = Redisson.create(config);
        return new Locks() {
            @Override
            public long lock(int task, String owner) {
                RFencedLock lock = client.getFencedLock("lock:" + task);
                Long token = lock.tryLockAndGetToken(0, ttl, TimeUnit.MILLISECONDS);
                return token == null ? -1 : token;
            }

            @Override
            public void unlock(int task, String owner) {
                client.getFencedLock("lock:" + task).unlock();
            }
        };
    }

    private void run(int slots) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            String owner = name + "-" + slot;
            threads.add(Thread.ofPlatform().start(() -> work(owner)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(String owner) {
        Random random = new Random(owner.hashCode());
        List<Integer> left = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            left.add(task);
        }
        Collections.shuffle(left, random);
        while (!left.isEmpty()) {
            for (int task : List.copyOf(left)) {
                try {
                    if (look(task, owner)) {
                        left.remove((Integer) task);
                    }
                } catch (RuntimeException e) {
                    // Redis is away or another's: looked at again.
                    pause(100);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            pause(50);
        }
    }

    /** Whether the task is done. */
    private boolean look(int task, String owner) throws IOException {
        if (done(task)) {
            return true;
        }
        long token = locks.lock(task, owner);
        if (token < 0) {
            return false;
        }
        try {
            if (done(task)) {
                return true;
            }
            boolean drawn;
            try (Jedis jedis = store.jedis()) {
                Object answer =
                        jedis.eval(
                                DRAW,
                                List.of("tokens"),
                                List.of(
                                        Integer.toString(TOKENS),
                                        Integer.toString(TOKENS * tasks)));
                drawn = answer.equals(1L);
            }
            line("started", task, token, drawn ? TOKENS : 0, owner);
            pause(work);
            if (!commit(task, token, owner)) {
                return false;
            }
            try (Jedis jedis = store.jedis()) {
                jedis.set("done:" + task, "1");
            }
            return true;
        } finally {
            locks.unlock(task, owner);
        }
    }

    private boolean done(int task) {
        try (Jedis jedis = store.jedis()) {
            return jedis.exists("done:" + task);
        }
    }

    /** Writes the result; where there are tokens, the place it goes to refuses older ones. */
    private boolean commit(int task, long token, String owner) throws IOException {
        Path seen = directory.resolve("token-" + task);
        try (FileChannel channel =
                        FileChannel.open(
                                seen,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock lock = exclusive(channel)) {
            String before = Files.readString(seen).strip();
            if (!before.isEmpty() && Long.parseLong(before) > token) {
                line("refused", task, token, 0, owner);
                return false;
            }
            channel.write(ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            line("committed", task, token, 0, owner);
            return true;
        }
    }

    private static FileLock exclusive(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (java.nio.channels.OverlappingFileLockException e) {
                pause(1);
            }
        }
    }

    private void line(String what, int task, long token, int tokens, String owner)
            throws IOException {
        String text =
                String.format(Locale.ROOT, "%s %d %d %d %s%n", what, task, token, tokens, owner);
        Files.writeString(
                directory.resolve("told.txt"),
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
