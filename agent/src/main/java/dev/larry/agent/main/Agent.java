package dev.larry.agent.main;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.coordinator.CoordinatorContext;
import dev.larry.agent.coordinator.CoordinatorRole;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Log;
import dev.larry.agent.events.Producer;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.ledger.Tree;
import dev.larry.agent.meta.Mending;
import dev.larry.agent.meta.MetaContext;
import dev.larry.agent.meta.MetaRole;
import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.observer.ObserverContext;
import dev.larry.agent.observer.ObserverRole;
import dev.larry.agent.observer.trace.Collector;
import dev.larry.agent.observer.trace.TraceWriter;
import dev.larry.agent.record.RecordStore;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.recovery.Granting;
import dev.larry.agent.recovery.Rebuild;
import dev.larry.agent.recovery.Recovery;
import dev.larry.agent.recovery.Telling;
import dev.larry.agent.redis.Epoch;
import dev.larry.agent.redis.Epochs;
import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Health;
import dev.larry.agent.redis.Redis;
import dev.larry.agent.report.Trail;
import dev.larry.agent.task.Assignment;
import dev.larry.agent.task.TaskContext;
import dev.larry.agent.worker.WorkerContext;
import dev.larry.agent.worker.WorkerRole;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.CoordinatorSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.ExitCode;
import dev.larry.contract.RedisKeys;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts one role together from its settings and runs it. */
final class Agent {
    private static final Duration OBSERVER_PATIENCE = Duration.ofSeconds(1);

    private final Options options;
    private final Map<String, String> environment;
    private final AgentSettings settings;
    private final RunSettings run;
    private final String self;
    private final RecordStore store;
    private final InstantSource clock;
    private final Log log;
    private final CountDownLatch stop;

    /**
     * @param self unique to this process
     */
    Agent(
            Options options,
            Map<String, String> environment,
            AgentSettings settings,
            String self,
            RecordStore store,
            InstantSource clock,
            Log log,
            CountDownLatch stop) {
        this.options = options;
        this.environment = environment;
        this.settings = settings;
        this.run = settings.run();
        this.self = self;
        this.store = store;
        this.clock = clock;
        this.log = log;
        this.stop = stop;
    }

    /** Runs the role to its end. */
    ExitCode run() throws InterruptedException {
        RunRecords runs = new RunRecords(store, run, clock);
        boolean worker = settings.role() == AgentSettings.Role.WORKER;
        // An old run that is applied again needs neither Redis nor records to be left alone.
        if (worker && runs.longOver()) {
            log.info("run over");
            return ExitCode.DONE;
        }
        try (Redis redis = Redis.connect(settings.redis(), options.patience())) {
            return switch (settings.role()) {
                case WORKER -> {
                    WorkerRole role = worker(redis, runs);
                    yield served(role, role::run);
                }
                case COORDINATOR -> {
                    CoordinatorRole role = coordinator(redis, runs);
                    yield served(role, role::run);
                }
                case META -> {
                    MetaRole role = meta(redis, runs);
                    yield served(role, role::run);
                }
                case OBSERVER -> {
                    ObserverRole role = observer(redis, runs);
                    yield served(role, role::run);
                }
            };
        }
    }

    private ExitCode served(Endpoint.Served served, Role role) throws InterruptedException {
        try (Endpoint endpoint = Endpoint.serve(options.port(), served)) {
            log.info("serving metrics, livez and readyz on port " + endpoint.port());
            return role.run();
        }
    }

    private WorkerRole worker(Redis redis, RunRecords runs) {
        LarrySettings larry = Objects.requireNonNull(settings.larry());
        WorkerSettings worker = Objects.requireNonNull(settings.worker());
        List<WorkerSettings> colleagues = settings.colleagues();
        return new WorkerRole(
                new WorkerContext(
                        tasks(redis, runs, larry, log.about("task", worker.task().id())),
                        Assignment.of(worker),
                        worker,
                        colleagues == null ? List.of() : colleagues));
    }

    private TaskContext tasks(Redis redis, RunRecords runs, LarrySettings larry, Log about) {
        return new TaskContext(
                run,
                larry,
                self,
                options.work(),
                redis,
                leases(guard(redis, runs)),
                new Ledger(guard(redis, runs)),
                keys(),
                records(),
                runs,
                events(redis),
                about.about("larry", larry.name()),
                clock,
                new AtomicInteger(),
                stop);
    }

    private CoordinatorRole coordinator(Redis redis, RunRecords runs) {
        LarrySettings larry = Objects.requireNonNull(settings.larry());
        CoordinatorSettings coordinator = Objects.requireNonNull(settings.coordinator());
        TaskContext tasks = tasks(redis, runs, larry, log);
        Guard guard = guard(redis, runs);
        Ledger ledger = new Ledger(guard);
        return new CoordinatorRole(
                new CoordinatorContext(
                        tasks,
                        coordinator,
                        barrier(guard),
                        new Telling(tasks.leases(), tasks.events(), Barrier.FIRST),
                        ledger,
                        new Granting(runs, ledger, tasks.events()),
                        trail(redis),
                        keys(),
                        new Health(redis)));
    }

    private MetaRole meta(Redis redis, RunRecords runs) {
        FleetSettings fleet = Objects.requireNonNull(settings.fleet());
        Guard guard = guard(redis, runs);
        Epochs epochs = new Epochs(guard);
        Rebuild rebuild =
                new Rebuild(
                        fleet, epochs, records(), leases(guard), new Tree(guard), barrier(guard));
        EventStream events = events(redis);
        Mending mending =
                new Mending(new Recovery(runs, epochs, rebuild), events, keys().convergence(), log);
        return new MetaRole(
                new MetaContext(
                        settings,
                        fleet,
                        records(),
                        runs,
                        barrier(guard),
                        mending,
                        new Ledger(guard.mending(mending::look)),
                        events,
                        trail(redis),
                        options.archive(),
                        keys(),
                        new Health(redis),
                        log,
                        clock,
                        stop));
    }

    private ObserverRole observer(Redis redis, RunRecords runs) {
        FleetSettings fleet = Objects.requireNonNull(settings.fleet());
        // Who looks must be told at once that Redis is away.
        Redis quick = redis.another(OBSERVER_PATIENCE);
        Guard guard = guard(quick, runs);
        Ledger ledger = new Ledger(guard);
        return new ObserverRole(
                new ObserverContext(
                        settings,
                        fleet,
                        records(),
                        runs,
                        barrier(guard),
                        ledger,
                        trail(quick),
                        keys(),
                        new Health(quick),
                        collector()
                                .map(collector ->
                                        () ->
                                                new TraceWriter(
                                                        settings,
                                                        fleet,
                                                        collector,
                                                        runs,
                                                        trail(redis),
                                                        ledger,
                                                        log,
                                                        clock)),
                        options.page(),
                        log,
                        clock,
                        stop));
    }

    /** Where the trace goes; an address that is none is said, and the run goes on without. */
    private Optional<Collector> collector() {
        try {
            return Collector.of(environment);
        } catch (IllegalArgumentException e) {
            log.warn("no trace is written: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** On a connection of its own, so that a long stream holds nobody up. */
    private Trail trail(Redis redis) {
        return new Trail(redis.another(), keys(), redis.patience());
    }

    private RedisKeys keys() {
        return new RedisKeys(run.id());
    }

    private TaskRecords records() {
        return new TaskRecords(store, run.id(), clock);
    }

    private EventStream events(Redis redis) {
        return new EventStream(redis, keys(), new Producer(self), run.keep(), clock);
    }

    private Guard guard(Redis redis, RunRecords runs) {
        return new Guard(redis, keys(), new Epoch(() -> runs.read().epoch()), run.keep());
    }

    private Leases leases(Guard guard) {
        return new Leases(guard, run.leaseTtl());
    }

    private static Barrier barrier(Guard guard) {
        return new Barrier(guard, Barrier.FIRST);
    }

    /** A role's life. */
    private interface Role {
        ExitCode run() throws InterruptedException;
    }
}
