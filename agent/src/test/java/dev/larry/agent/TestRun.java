package dev.larry.agent;

import dev.larry.agent.record.DirectoryStore;
import dev.larry.agent.record.TaskRecords;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.CoordinatorSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.AgentSettings.TaskSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.model.Targets;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run with one Larry whose records, volume and work lie in one directory. */
public final class TestRun {
    public static final String RUN = "run-1";
    public static final String LARRY = "larry-01";

    private final Path directory;
    private final RedisSettings redis;
    private final List<WorkerSettings> workers = new ArrayList<>();
    private final List<MasterSettings> masters = new ArrayList<>();
    private List<String> success = List.of();
    private Targets targets = Targets.NONE;
    private Instant startBy = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(300);
    private Duration leaseTtl = Duration.ofSeconds(3);
    private Duration window = Duration.ofMinutes(10);
    private Duration convergence = Duration.ofMinutes(1);
    private int attempts = 2;
    private @Nullable String credentials;
    private @Nullable String ca;

    public TestRun(Path directory, String endpoint) {
        this(directory, ProtocolRun.at(endpoint));
    }

    public TestRun(Path directory, RedisSettings redis) {
        this.directory = directory;
        this.redis = redis;
    }

    public TestRun startBy(Instant instant) {
        startBy = instant;
        return this;
    }

    public TestRun leaseTtl(Duration span) {
        leaseTtl = span;
        return this;
    }

    public TestRun window(Duration span) {
        window = span;
        return this;
    }

    public TestRun convergence(Duration span) {
        convergence = span;
        return this;
    }

    public TestRun attempts(int number) {
        attempts = number;
        return this;
    }

    public TestRun credentials(Path path) {
        credentials = path.toString();
        return this;
    }

    public TestRun ca(Path path) {
        ca = path.toString();
        return this;
    }

    /** Adds a worker whose task has its own name and runs this command. */
    public TestRun worker(String name, Duration timeout, List<String> after, String... command) {
        workers.add(
                new WorkerSettings(
                        name,
                        new TaskSettings(name, "command", Map.of("command", List.of(command))),
                        new Tokens(8_000),
                        Duration.ofMinutes(1),
                        timeout,
                        after,
                        "worker:1.0.0"));
        return this;
    }

    /** Adds a worker that runs a shell script. */
    public TestRun shell(String name, String script) {
        return worker(name, Duration.ofMinutes(5), List.of(), "/bin/sh", "-c", script);
    }

    /** Adds a master with 1,000 tokens of its own. */
    public TestRun master(String name, long pool, String... command) {
        masters.add(
                new MasterSettings(
                        name,
                        new Tokens(1_000),
                        new Tokens(pool),
                        command.length == 0
                                ? null
                                : new TaskSettings(
                                        name, "command", Map.of("command", List.of(command)))));
        return this;
    }

    /** What the phase must achieve. */
    public TestRun success(String... criteria) {
        success = List.of(criteria);
        return this;
    }

    /** What the run's own data must show. */
    public TestRun targets(Targets wanted) {
        targets = wanted;
        return this;
    }

    public AgentSettings workerSettings(String name) {
        WorkerSettings worker =
                workers.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        List<WorkerSettings> colleagues =
                workers.stream().filter(each -> !each.equals(worker)).toList();
        return settings(Role.WORKER, larry(), worker, colleagues, null, null);
    }

    public AgentSettings coordinatorSettings() {
        return settings(
                Role.COORDINATOR,
                larry(),
                null,
                null,
                new CoordinatorSettings(new Tokens(50_000), masters, workers, success),
                null);
    }

    public AgentSettings fleetSettings(Role role) {
        PhaseSettings phase =
                new PhaseSettings(
                        LARRY,
                        "databases",
                        "purple",
                        window,
                        new Tokens(50_000),
                        masters,
                        workers,
                        success);
        return settings(
                role,
                null,
                null,
                null,
                null,
                new FleetSettings(
                        new Tokens(100_000),
                        new Tokens(25_000),
                        new Tokens(25_000),
                        List.of(phase),
                        targets,
                        List.of()));
    }

    public RunSettings run() {
        return new RunSettings(
                RUN, startBy, window, convergence, leaseTtl, attempts, Duration.ofDays(1));
    }

    public Path records() {
        return directory.resolve("records");
    }

    /** The report that the meta-coordinator kept. */
    public Path report() {
        return directory.resolve("archive/reports").resolve(RUN).resolve("run.json");
    }

    public Path volume() {
        return directory.resolve("volume");
    }

    public Path work() {
        return directory.resolve("work");
    }

    public DirectoryStore store() {
        return new DirectoryStore(records());
    }

    /** The run's task records, as a test reads them. */
    public TaskRecords taskRecords() {
        return new TaskRecords(store(), RUN, Clock.systemUTC());
    }

    private LarrySettings larry() {
        return new LarrySettings(LARRY, window, volume().toString());
    }

    private AgentSettings settings(
            Role role,
            @Nullable LarrySettings larry,
            @Nullable WorkerSettings worker,
            @Nullable List<WorkerSettings> colleagues,
            @Nullable CoordinatorSettings coordinator,
            @Nullable FleetSettings fleet) {
        return new AgentSettings(
                AgentSettings.VERSION,
                "test",
                role,
                run(),
                new RedisSettings(
                        redis.master(),
                        redis.endpoints(),
                        credentials,
                        ca,
                        redis.acknowledgements()),
                new RecordSettings(null, records().toString()),
                larry,
                worker,
                colleagues,
                coordinator,
                fleet);
    }
}
