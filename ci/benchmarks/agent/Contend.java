import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Producer;
import dev.larry.agent.lease.Acquired;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.lease.Leases.Told;
import dev.larry.agent.ledger.Tree;
import dev.larry.agent.record.DirectoryStore;
import dev.larry.agent.record.Outcome;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.record.Transition;
import dev.larry.agent.redis.Epoch;
import dev.larry.agent.redis.Epochs;
import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Redis;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.EventKind;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TaskResult;
import dev.larry.contract.TokenPath;

import org.redisson.Redisson;
import org.redisson.api.RFencedLock;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Workers that take tasks, do nothing for a while, and end them, by one way of coordinating.
 *
 * <p>Usage: {@code Contend SYSTEM PORT WORKERS TASKS MILLIS WARM_UP REPLICAS DIRECTORY}; prints one
 * line of JSON: seconds for all tasks, what a task took a worker beyond its work (percentiles,
 * microseconds), and the commands that Redis counted per task.
 */
public final class Contend {
    private static final Duration TTL = Duration.ofSeconds(30);

    /** One worker's way to do one task; it returns how many nanoseconds the work took. */
    interface Slot {
        long task(int number, long millis) throws Exception;
    }

    /** A way of coordinating; each worker gets a slot of its own. */
    interface System {
        Slot slot(int worker) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        String name = args[0];
        int port = Integer.parseInt(args[1]);
        int workers = Integer.parseInt(args[2]);
        int tasks = Integer.parseInt(args[3]);
        long millis = Long.parseLong(args[4]);
        int warmUp = Integer.parseInt(args[5]);
        int replicas = Integer.parseInt(args[6]);
        Path directory = Path.of(args[7]);
        System system =
                switch (name) {
                    case "floor" -> floor(port);
                    case "larry" -> larry(port, replicas, workers, warmUp + tasks, null);
                    case "larry+record" ->
                            larry(port, replicas, workers, warmUp + tasks, directory);
                    case "rlock", "rfencedlock" -> redisson(port, name.equals("rfencedlock"));
                    default -> throw new IllegalArgumentException(name);
                };
        List<Slot> slots = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            slots.add(system.slot(worker));
        }
        contend(slots, 0, warmUp, 0);
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            redis.configResetStat();
            long[] taken = contend(slots, warmUp, tasks, millis);
            long seconds = taken[taken.length - 1];
            report(redis, Arrays.copyOf(taken, tasks), seconds, tasks);
        }
        java.lang.System.exit(0);
    }

    /** Microseconds beyond the work of each task, sorted, and at the end the nanoseconds of all. */
    private static long[] contend(List<Slot> slots, int first, int tasks, long millis)
            throws Exception {
        AtomicInteger next = new AtomicInteger(first);
        AtomicLong at = new AtomicLong();
        long[] taken = new long[tasks + 1];
        CyclicBarrier start = new CyclicBarrier(slots.size() + 1);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failed = java.util.Collections.synchronizedList(new ArrayList<>());
        for (Slot slot : slots) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    start.await();
                                    for (int task;
                                            (task = next.getAndIncrement()) < first + tasks; ) {
                                        long begun = java.lang.System.nanoTime();
                                        long worked = slot.task(task, millis);
                                        long nanos = java.lang.System.nanoTime() - begun;
                                        taken[task - first] = (nanos - worked) / 1_000;
                                    }
                                    at.accumulateAndGet(java.lang.System.nanoTime(), Math::max);
                                } catch (Throwable e) {
                                    failed.add(e);
                                }
                            }));
        }
        at.set(Long.MIN_VALUE);
        start.await();
        long begun = java.lang.System.nanoTime();
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException(failed.getFirst());
        }
        Arrays.sort(taken, 0, tasks);
        taken[tasks] = at.get() - begun;
        return taken;
    }

    private static void report(Jedis redis, long[] sorted, long nanos, int tasks) {
        long scripts = 0;
        long calls = 0;
        for (String line : redis.info("commandstats").split("\r\n", -1)) {
            if (line.startsWith("cmdstat_") && !line.matches("cmdstat_(info|config|replconf).*")) {
                long count = Long.parseLong(line.replaceFirst("[^:]*:calls=([0-9]+),.*", "$1"));
                calls += count;
                scripts += line.startsWith("cmdstat_eval") ? count : 0;
            }
        }
        java.lang.System.out.println(
                String.format(
                        java.util.Locale.ROOT,
                        "{\"seconds\": %.6f, \"p50\": %d, \"p99\": %d, \"p999\": %d, \"scripts\":"
                                + " %.3f, \"calls\": %.3f}",
                        nanos / 1e9,
                        at(sorted, 0.5),
                        at(sorted, 0.99),
                        at(sorted, 0.999),
                        (double) scripts / tasks,
                        (double) calls / tasks));
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    /** A timer may ring late; that is nobody's coordination, and not counted. */
    private static long work(long millis) throws InterruptedException {
        if (millis == 0) {
            return 0;
        }
        long begun = java.lang.System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(millis);
        return java.lang.System.nanoTime() - begun;
    }

    /** The least that excludes: SET NX PX, then DEL. */
    private static System floor(int port) {
        return worker -> {
            Jedis redis = new Jedis("127.0.0.1", port);
            SetParams once = SetParams.setParams().nx().px(TTL.toMillis());
            return (task, millis) -> {
                String key = "lock:" + task;
                if (redis.set(key, "worker-" + worker, once) == null) {
                    throw new IllegalStateException("held: " + key);
                }
                long worked = work(millis);
                redis.del(key);
                return worked;
            };
        };
    }

    private static System redisson(int port, boolean fenced) {
        Config config = new Config();
        config.useSingleServer()
                .setAddress("redis://127.0.0.1:" + port)
                .setConnectionPoolSize(32)
                .setConnectionMinimumIdleSize(16);
        RedissonClient client = Redisson.create(config);
        return worker ->
                (task, millis) -> {
                    String name = "lock:" + task;
                    RLock lock;
                    boolean got;
                    if (fenced) {
                        RFencedLock withToken = client.getFencedLock(name);
                        lock = withToken;
                        got =
                                withToken.tryLockAndGetToken(
                                                0, TTL.toMillis(), TimeUnit.MILLISECONDS)
                                        != null;
                    } else {
                        lock = client.getLock(name);
                        got = lock.tryLock(0, TTL.toMillis(), TimeUnit.MILLISECONDS);
                    }
                    if (!got) {
                        throw new IllegalStateException("held");
                    }
                    long worked = work(millis);
                    lock.unlock();
                    return worked;
                };
    }

    /** Lease, fence, event, ledger, barrier; with or without the task's record. */
    private static System larry(int port, int replicas, int workers, int tasks, Path records) {
        RedisSettings settings =
                new RedisSettings(null, List.of("127.0.0.1:" + port), null, null, replicas);
        RedisKeys keys = new RedisKeys("bench");
        Duration keep = Duration.ofDays(1);
        TaskRecords record =
                records == null
                        ? null
                        : new TaskRecords(new DirectoryStore(records), "bench", Clock.systemUTC());
        Guard first = new Guard(Redis.connect(settings, TTL), keys, new Epoch(() -> 1), keep);
        Epochs epochs = new Epochs(first);
        epochs.begin(1);
        LinkedHashMap<String, List<String>> members = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            names.add("task-" + task);
            if (record != null) {
                record.create("task-" + task);
            }
        }
        members.put("larry-01", names);
        new Barrier(first, Barrier.FIRST).open(1, members);
        List<String> nodes = new ArrayList<>(List.of(TokenPath.RUN, TokenPath.larry("larry-01")));
        for (int worker = 0; worker < workers; worker++) {
            nodes.add(TokenPath.worker("larry-01", "w" + worker).holder());
        }
        Leases restored = new Leases(first, TTL);
        for (String name : names) {
            restored.restore(1, TaskRecordDocument.open("bench", name));
        }
        Tree tree = new Tree(first);
        nodes.forEach(
                node -> tree.build(1, new Tree.Node(node, 1_000_000_000, 0, 0, false, Map.of())));
        epochs.end(1);
        return worker -> {
            String owner = "w" + worker + "/bench";
            Guard guard = new Guard(Redis.connect(settings, TTL), keys, new Epoch(() -> 1), keep);
            Leases leases = new Leases(guard, TTL);
            TokenPath path = TokenPath.worker("larry-01", "w" + worker);
            EventStream events =
                    new EventStream(
                            guard.redis(), keys, new Producer(owner), keep, Clock.systemUTC());
            return (number, millis) -> {
                String task = "task-" + number;
                long next = record == null ? 1 : TaskRecords.nextFence(record.read(task), owner);
                if (!(leases.acquire(task, owner, "op-" + number, next, path)
                        instanceof Acquired.Granted granted)) {
                    throw new IllegalStateException("held: " + task);
                }
                long fence = record == null ? 1 : record.raise(task, owner, 3).record().fence();
                if (leases.hold(granted, task, owner, fence, path).isEmpty()) {
                    throw new IllegalStateException("lost: " + task);
                }
                long worked = work(millis);
                TaskRecordDocument done =
                        record == null ? done(task, owner, fence) : committed(record, task, fence);
                Event event =
                        new Event(
                                EventKind.PROGRESS_UPDATE,
                                "larry-01",
                                task,
                                Map.of("fence", fence, "percent", 100));
                Told told =
                        events.with(
                                event,
                                said -> leases.complete(done, path, Barrier.FIRST, said),
                                answer -> answer == Told.COMPLETED);
                if (told != Told.COMPLETED) {
                    throw new IllegalStateException("stale: " + task);
                }
                return worked;
            };
        };
    }

    /** What the record would say, where there is none. */
    private static TaskRecordDocument done(String task, String owner, long fence) {
        return new TaskRecordDocument(
                TaskRecordDocument.VERSION,
                "bench",
                task,
                State.DONE,
                fence,
                owner,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                result(),
                "hash",
                null,
                null);
    }

    private static TaskRecordDocument committed(TaskRecords records, String task, long fence) {
        Transition committed = records.commit(task, fence, new Outcome(result(), "hash", null));
        if (!(committed instanceof Transition.Changed)) {
            throw new IllegalStateException("not committed: " + task);
        }
        return committed.record();
    }

    private static TaskResult result() {
        return new TaskResult(TaskResult.Status.DONE, "done", null, null, null);
    }
}
