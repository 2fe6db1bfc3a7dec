import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.ledger.Tree;
import dev.larry.agent.record.DirectoryStore;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.recovery.Rebuild;
import dev.larry.agent.recovery.Recovery;
import dev.larry.agent.redis.Epoch;
import dev.larry.agent.redis.Epochs;
import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Redis;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.AgentSettings.TaskSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RedisKeys;
import dev.larry.model.Targets;
import dev.larry.model.Tokens;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Initialises a run of one worker with one task, as the meta-coordinator does, and writes the
 * settings that the worker's pod would mount.
 *
 * <p>Usage: {@code FirstLease PORT DIRECTORY RUN}; the file is {@code DIRECTORY/RUN.json}.
 */
public final class FirstLease {
    private static final String LARRY = "larry-01";
    private static final String TASK = "task";

    /** The least that a task may do. */
    private static final String COMMAND =
            "echo '{\"status\": \"done\", \"summary\": \"done\"}' > \"$LARRY_RESULT\"";

    public static void main(String[] args) throws Exception {
        RedisSettings redis =
                new RedisSettings(null, List.of("127.0.0.1:" + args[0]), null, null, 0);
        Path directory = Path.of(args[1]);
        Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(600);
        RunSettings run =
                new RunSettings(
                        args[2],
                        soon,
                        Duration.ofMinutes(40),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        3,
                        Duration.ofDays(1));
        WorkerSettings worker =
                new WorkerSettings(
                        "worker",
                        new TaskSettings(
                                TASK,
                                "command",
                                Map.of("command", List.of("/bin/sh", "-c", COMMAND))),
                        new Tokens(8_000),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        List.of(),
                        "worker:1.0.0");
        Path records = directory.resolve("records");
        initialise(run, redis, worker, new DirectoryStore(records));
        Path volume = Files.createDirectories(directory.resolve("volume"));
        AgentSettings settings =
                new AgentSettings(
                        AgentSettings.VERSION,
                        "bench",
                        AgentSettings.Role.WORKER,
                        run,
                        redis,
                        new RecordSettings(null, records.toString()),
                        new LarrySettings(LARRY, Duration.ofMinutes(30), volume.toString()),
                        worker,
                        List.of(),
                        null,
                        null);
        Files.writeString(directory.resolve(args[2] + ".json"), ContractJson.document(settings));
    }

    private static void initialise(
            RunSettings run, RedisSettings redis, WorkerSettings worker, DirectoryStore store) {
        PhaseSettings phase =
                new PhaseSettings(
                        LARRY,
                        "bench",
                        "purple",
                        Duration.ofMinutes(30),
                        new Tokens(50_000),
                        List.of(),
                        List.of(worker),
                        List.of());
        FleetSettings fleet =
                new FleetSettings(
                        new Tokens(100_000),
                        new Tokens(25_000),
                        new Tokens(25_000),
                        List.of(phase),
                        Targets.NONE,
                        List.of());
        TaskRecords records = new TaskRecords(store, run.id(), Clock.systemUTC());
        RunRecords runs = new RunRecords(store, run, Clock.systemUTC());
        try (Redis connection = Redis.connect(redis, Duration.ofSeconds(5))) {
            Guard guard =
                    new Guard(connection, new RedisKeys(run.id()), new Epoch(() -> 1), run.keep());
            Epochs epochs = new Epochs(guard);
            Rebuild rebuild =
                    new Rebuild(
                            fleet,
                            epochs,
                            records,
                            new Leases(guard, run.leaseTtl()),
                            new Tree(guard),
                            new Barrier(guard, Barrier.FIRST));
            records.create(TASK);
            new Recovery(runs, epochs, rebuild).first();
            runs.create();
        }
    }
}
