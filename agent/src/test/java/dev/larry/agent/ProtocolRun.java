package dev.larry.agent;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Producer;
import dev.larry.agent.lease.Acquired;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.ledger.Tree;
import dev.larry.agent.record.DirectoryStore;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.recovery.Granting;
import dev.larry.agent.recovery.Rebuild;
import dev.larry.agent.recovery.Recovery;
import dev.larry.agent.recovery.Telling;
import dev.larry.agent.redis.Epoch;
import dev.larry.agent.redis.Epochs;
import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Redis;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TokenPath;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One process's view of an initialised run, without roles. */
public final class ProtocolRun implements AutoCloseable {
    public static final String RUN = "r";
    public static final String LARRY = "larry-01";

    private final RunSettings settings;
    private final FleetSettings fleet;
    private final Redis redis;
    private final DirectoryStore store;
    private final EventStream events;
    private final InstantSource clock;
    private BooleanSupplier mender = () -> false;

    private ProtocolRun(
            FleetSettings fleet,
            Path records,
            RedisSettings redis,
            String self,
            Duration ttl,
            InstantSource clock) {
        this.clock = clock;
        this.fleet = fleet;
        this.redis = Redis.connect(redis, Duration.ofSeconds(5));
        this.store = new DirectoryStore(records);
        this.settings =
                new RunSettings(
                        RUN,
                        Instant.now().plusSeconds(3_600),
                        Duration.ofHours(1),
                        Duration.ofMinutes(1),
                        ttl,
                        3,
                        Duration.ofHours(1));
        this.events =
                new EventStream(
                        this.redis, keys(), new Producer(self), settings.keep(), Clock.systemUTC());
    }

    /** Another process of the run. */
    public static ProtocolRun join(
            FleetSettings fleet, Path records, RedisSettings redis, String self, Duration ttl) {
        return join(fleet, records, redis, self, ttl, Clock.systemUTC());
    }

    /** Another process of the run, whose wall clock is this. */
    public static ProtocolRun join(
            FleetSettings fleet,
            Path records,
            RedisSettings redis,
            String self,
            Duration ttl,
            InstantSource clock) {
        return new ProtocolRun(fleet, records, redis, self, ttl, clock);
    }

    /** A single Redis, as settings name it. */
    public static RedisSettings at(String endpoint) {
        return new RedisSettings(null, List.of(endpoint), null, null, 0);
    }

    /** Makes records and state as the meta-coordinator does. */
    public ProtocolRun initialise() {
        fleet.phases()
                .forEach(phase ->
                        phase.workers().forEach(worker -> records().create(worker.task().id())));
        return begin();
    }

    /** The same where the records are made. */
    public ProtocolRun begin() {
        recovery().first();
        runs().create();
        return this;
    }

    /** Builds the state itself where its calls would wait for it, as the meta-coordinator does. */
    public ProtocolRun mending(BooleanSupplier look) {
        mender = look;
        return this;
    }

    public RedisKeys keys() {
        return new RedisKeys(RUN);
    }

    public Redis redis() {
        return redis;
    }

    public Guard guard() {
        Epoch epoch = new Epoch(() -> runs().read().epoch());
        return new Guard(redis, keys(), epoch, settings.keep()).mending(mender);
    }

    public RunRecords runs() {
        return new RunRecords(store, settings, clock);
    }

    public TaskRecords records() {
        return new TaskRecords(store, RUN, clock);
    }

    public Leases leases() {
        return new Leases(guard(), settings.leaseTtl());
    }

    public Ledger ledger() {
        return new Ledger(guard());
    }

    public Barrier barrier() {
        return new Barrier(guard(), Barrier.FIRST);
    }

    public EventStream events() {
        return events;
    }

    public Granting granting() {
        return new Granting(runs(), ledger(), events);
    }

    public Telling telling() {
        return new Telling(leases(), events, Barrier.FIRST);
    }

    public Recovery recovery() {
        Guard guard = guard();
        Epochs epochs = new Epochs(guard);
        return new Recovery(
                runs(),
                epochs,
                new Rebuild(fleet, epochs, records(), leases(), new Tree(guard), barrier()));
    }

    /**
     * Leases a task as a worker of the one Larry does.
     *
     * @return its fence
     */
    public long lease(String task, String owner) {
        long next = TaskRecords.nextFence(records().read(task), owner);
        Acquired answer = leases().acquire(task, owner, owner, next, worker(task));
        long fence = records().raise(task, owner, 9).record().fence();
        if (answer instanceof Acquired.Granted granted
                && leases().hold(granted, task, owner, fence, worker(task)).isPresent()) {
            return fence;
        }
        throw new AssertionError(answer + ", then not held under fence " + fence);
    }

    /** The path of a worker of the one Larry. */
    public static TokenPath worker(String name) {
        return TokenPath.worker(LARRY, name);
    }

    @Override
    public void close() {
        redis.close();
    }
}
