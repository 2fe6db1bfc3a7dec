package dev.larry.agent;

import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.TaskSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.model.Targets;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fleets of test size; each worker's task has its name. */
public final class Fleets {
    public static final long PERSONAL = 30_000;
    public static final long POOL = 15_000;
    public static final long WORKER = 8_000;
    public static final long META = 50_000;
    public static final long RESERVE = 25_000;

    private Fleets() {}

    /** One Larry with one master and these workers. */
    public static FleetSettings of(String larry, String... workers) {
        return of(List.of(phase(larry, workers)));
    }

    /** These phases, with tokens that add up. */
    public static FleetSettings of(List<PhaseSettings> phases) {
        long larrys = phases.stream().mapToLong(phase -> phase.tokens().value()).sum();
        return new FleetSettings(
                new Tokens(larrys + META + RESERVE),
                new Tokens(META),
                new Tokens(RESERVE),
                phases,
                Targets.NONE,
                List.of());
    }

    /** A Larry's phase. */
    public static PhaseSettings phase(String larry, String... names) {
        List<WorkerSettings> workers = new ArrayList<>();
        for (String name : names) {
            workers.add(
                    new WorkerSettings(
                            name,
                            new TaskSettings(name, "command", Map.of()),
                            new Tokens(WORKER),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(5),
                            List.of(),
                            "worker:1"));
        }
        return new PhaseSettings(
                larry,
                "databases",
                "purple",
                Duration.ofMinutes(10),
                new Tokens(PERSONAL + POOL + WORKER * names.length),
                List.of(
                        new MasterSettings(
                                "cicd-master", new Tokens(PERSONAL), new Tokens(POOL), null)),
                workers,
                List.of());
    }
}
