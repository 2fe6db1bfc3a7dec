import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Producer;
import dev.larry.agent.lease.Acquired;
import dev.larry.agent.lease.Lease;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.lease.Renewal;
import dev.larry.agent.ledger.Claim;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.ledger.Reservation;
import dev.larry.agent.ledger.Tree;
import dev.larry.agent.record.Outcome;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.recovery.Rebuild;
import dev.larry.agent.recovery.Recovery;
import dev.larry.agent.redis.Epoch;
import dev.larry.agent.redis.Epochs;
import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Redis;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.EventKind;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskResult;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fleet at work without its programs: every worker is a turn in a queue, and what it tells Redis
 * and the records it tells by the agent's own classes.
 *
 * <p>Usage: {@code PlayFleet PORT DIRECTORY LARRYS WORKERS}; it writes the observer's settings to
 * DIRECTORY/config and records to DIRECTORY/records, says {@code ready}, and goes on until it is
 * ended. A line {@code mark WORD NANOS} says that the first Larry's first worker said WORD, and
 * when; a line {@code told N} how many events, renewals and reservations there were so far.
 */
public final class PlayFleet {
    private static final String RUN = "bench-1";
    private static final Duration TTL = Duration.ofSeconds(30);
    static final Duration WINDOW = Duration.ofMinutes(40);
    private static final Duration KEEP = Duration.ofDays(1);

    /** How long a worker is at its task, on average, and between two things that it says. */
    static final Duration TASK = Duration.ofMinutes(10);

    private static final Duration SAYS = Duration.ofSeconds(20);
    private static final Duration RENEWS = TTL.dividedBy(3);
    private static final int HANDS = 8;

    private final RedisSettings redis;
    private final UnsyncedStore store;
    private final RunSettings run =
            new RunSettings(
                    RUN, Instant.now().plus(WINDOW), WINDOW, Duration.ofMinutes(5), TTL, 3, KEEP);
    private final FleetSettings fleet;
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong renewals = new AtomicLong();
    private final AtomicLong reservations = new AtomicLong();

    private PlayFleet(int port, Path directory, int larrys, int workers) {
        redis = new RedisSettings(null, List.of("127.0.0.1:" + port), null, null, 0);
        store = new UnsyncedStore(directory.resolve("records"));
        fleet = PlayedSettings.of(larrys, workers);
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        PlayFleet play =
                new PlayFleet(
                        Integer.parseInt(args[0]),
                        directory,
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]));
        PlayedSettings.write(play.fleet, play.run, play.redis, directory);
        play.play();
    }

    private TaskRecords records() {
        return new TaskRecords(store, RUN, Clock.systemUTC());
    }

    private RunRecords runs() {
        return new RunRecords(store, run, Clock.systemUTC());
    }

    private Guard guard(Redis connection, long epoch) {
        return new Guard(connection, new RedisKeys(RUN), new Epoch(() -> epoch), KEEP);
    }

    private void play() throws Exception {
        Redis first = Redis.connect(redis, Duration.ofSeconds(10));
        TaskRecords records = records();
        fleet.phases()
                .forEach(phase ->
                        phase.workers().forEach(worker -> records.create(worker.task().id())));
        Guard guard = guard(first, 1);
        Epochs epochs = new Epochs(guard);
        new Recovery(
                        runs(),
                        epochs,
                        new Rebuild(
                                fleet,
                                epochs,
                                records,
                                new Leases(guard, TTL),
                                new Tree(guard),
                                new Barrier(guard, Barrier.FIRST)))
                .first();
        long epoch = runs().create().epoch();
        Redis said = Redis.connect(redis, Duration.ofSeconds(10));
        EventStream stream = stream(said, "coordinators");
        for (PhaseSettings phase : fleet.phases()) {
            stream.append(
                    new Event(
                            EventKind.PHASE_STARTED,
                            phase.larry(),
                            null,
                            Map.of("tasks", phase.workers().size())));
        }
        List<Thread> hands = new ArrayList<>();
        for (int hand = 0; hand < HANDS; hand++) {
            int number = hand;
            hands.add(Thread.ofPlatform().start(() -> new Hand(number, epoch).work()));
        }
        while (ready.get() < HANDS) {
            Thread.sleep(50);
        }
        System.out.println("ready");
        marks(stream);
    }

    private EventStream stream(Redis connection, String producer) {
        return new EventStream(
                connection, new RedisKeys(RUN), new Producer(producer), KEEP, Clock.systemUTC());
    }

    /** Every second and a bit the first worker says a word of which no letter was there before. */
    private void marks(EventStream stream) throws InterruptedException {
        Random random = new Random(3);
        String task = fleet.phases().getFirst().workers().getFirst().task().id();
        for (int i = 0; ; i++) {
            String word = String.valueOf((char) ('A' + i % 26)).repeat(12);
            stream.append(
                    new Event(
                            EventKind.PROGRESS_UPDATE,
                            fleet.phases().getFirst().larry(),
                            task,
                            Map.of("percent", i % 90 + 1, "message", word)));
            System.out.println("mark " + word + " " + System.nanoTime());
            System.out.println(
                    "told " + events.get() + " " + renewals.get() + " " + reservations.get());
            System.out.flush();
            Thread.sleep(1_400 + random.nextInt(700));
        }
    }

    /** What a worker does next, and when. */
    private record Turn(long at, Runnable act) {}

    /** Some of the workers, by one connection. */
    private final class Hand {
        private final PriorityQueue<Turn> turns =
                new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
        private final Random random;
        private final int number;
        private final Leases leases;
        private final Ledger ledger;
        private final Redis connection = Redis.connect(redis, Duration.ofSeconds(10));
        private final TaskRecords records = records();

        Hand(int number, long epoch) {
            this.number = number;
            this.random = new Random(number);
            Guard guard = guard(connection, epoch);
            this.leases = new Leases(guard, TTL);
            this.ledger = new Ledger(guard);
        }

        /** One in ten workers has ended already, one in ten begins later. */
        void work() {
            int worker = 0;
            for (PhaseSettings phase : fleet.phases()) {
                for (WorkerSettings each : phase.workers()) {
                    if (worker % HANDS == number) {
                        begin(
                                new Player(
                                        this,
                                        phase.larry(),
                                        each.name(),
                                        each.task().id(),
                                        worker == 0),
                                worker);
                    }
                    worker++;
                }
            }
            ready.incrementAndGet();
            while (!turns.isEmpty()) {
                Turn turn = turns.poll();
                long wait = turn.at() - System.nanoTime();
                if (wait > 0) {
                    try {
                        Thread.sleep(Duration.ofNanos(wait));
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                turn.act().run();
            }
        }

        /** The first worker stays at its task; it says the marks. */
        private void begin(Player player, int worker) {
            int tenth = worker == 0 ? 5 : (worker + worker / 10) % 10;
            if (tenth == 0) {
                later(random.nextInt(100_000), player::begin);
                return;
            }
            player.begin();
            if (tenth == 1) {
                player.end();
            } else if (worker != 0) {
                later(random.nextInt((int) (2 * TASK.toMillis())), player::end);
            }
        }

        void later(long millis, Runnable act) {
            turns.add(new Turn(System.nanoTime() + millis * 1_000_000, act));
        }
    }

    /** One worker at its task. */
    private final class Player {
        private final Hand hand;
        private final String larry;
        private final String task;
        private final String owner;
        private final TokenPath path;
        private final EventStream stream;
        private final boolean marks;
        private Lease lease;
        private int percent;
        private int calls;

        /** One that says the marks, says nothing else. */
        Player(Hand hand, String larry, String worker, String task, boolean marks) {
            this.hand = hand;
            this.marks = marks;
            this.larry = larry;
            this.task = task;
            this.owner = larry + "-" + worker + "-pod";
            this.path = TokenPath.worker(larry, worker);
            this.stream = stream(hand.connection, owner);
        }

        void begin() {
            Acquired acquired = hand.leases.acquire(task, owner, owner + "-1", 1, path);
            if (!(acquired instanceof Acquired.Granted granted)) {
                throw new IllegalStateException("held: " + task);
            }
            long fence = hand.records.raise(task, owner, 3).record().fence();
            lease = hand.leases.hold(granted, task, owner, fence, path).orElseThrow();
            say(Map.of("state", "leased", "fence", fence));
            hand.later(hand.random.nextInt((int) RENEWS.toMillis()), this::renew);
            if (!marks) {
                hand.later(hand.random.nextInt((int) SAYS.toMillis()), this::progress);
            }
            hand.later(hand.random.nextInt((int) SAYS.toMillis()), this::call);
        }

        private void renew() {
            Lease held = lease;
            if (held != null) {
                if (!Renewal.of(held, hand.leases)) {
                    throw new IllegalStateException("lost: " + task);
                }
                renewals.incrementAndGet();
                hand.later(RENEWS.toMillis(), this::renew);
            }
        }

        private void progress() {
            if (lease != null) {
                percent = Math.min(99, percent + 3);
                say(
                        hand.random.nextInt(10) == 0
                                ? Map.of(
                                        "finding",
                                        Map.of(
                                                "severity",
                                                percent % 2 == 0 ? "high" : "low",
                                                "title",
                                                "finding at " + percent))
                                : Map.of("percent", percent, "message", "step " + percent));
                hand.later(SAYS.toMillis(), this::progress);
            }
        }

        /** A call of a model: reserved, then settled by what it used. */
        private void call() {
            Lease held = lease;
            if (held != null) {
                String id = task + "-" + calls++;
                hand.ledger.reserve(
                        new Reservation(
                                id,
                                path,
                                new Tokens(400),
                                Duration.ofMinutes(5),
                                new Claim(task, owner, held.fence())));
                hand.later(3_000, () -> hand.ledger.settle(id, path, new Tokens(310)));
                reservations.incrementAndGet();
                hand.later(SAYS.toMillis(), this::call);
            }
        }

        void end() {
            Lease held = lease;
            lease = null;
            TaskResult result = new TaskResult(TaskResult.Status.DONE, "done", null, null, null);
            var done = hand.records.commit(task, held.fence(), new Outcome(result, "hash", null));
            Event event =
                    new Event(
                            EventKind.PROGRESS_UPDATE,
                            larry,
                            task,
                            Map.of("state", "done", "fence", held.fence(), "percent", 100));
            stream.with(
                    event,
                    said -> hand.leases.complete(done.record(), path, Barrier.FIRST, said),
                    answer -> answer == Leases.Told.COMPLETED);
            events.incrementAndGet();
        }

        private void say(Map<String, Object> data) {
            stream.append(new Event(EventKind.PROGRESS_UPDATE, larry, task, data));
            events.incrementAndGet();
        }
    }
}
