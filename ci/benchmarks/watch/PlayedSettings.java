import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.AgentSettings.TaskSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Paths;
import dev.larry.model.Targets;
import dev.larry.model.Tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fleet that is played, and the observer's settings of it. */
final class PlayedSettings {
    private PlayedSettings() {}

    /** So many Larrys with so many workers each, whose tokens do not run out. */
    static FleetSettings of(int larrys, int workers) {
        List<PhaseSettings> phases = new ArrayList<>();
        for (int larry = 1; larry <= larrys; larry++) {
            phases.add(phase(String.format("larry-%03d", larry), workers));
        }
        long sum = phases.stream().mapToLong(phase -> phase.tokens().value()).sum();
        return new FleetSettings(
                new Tokens(sum + 75_000),
                new Tokens(50_000),
                new Tokens(25_000),
                phases,
                Targets.NONE,
                List.of());
    }

    private static PhaseSettings phase(String larry, int workers) {
        List<WorkerSettings> all = new ArrayList<>();
        for (int worker = 1; worker <= workers; worker++) {
            String name = String.format("worker-%02d", worker);
            all.add(
                    new WorkerSettings(
                            name,
                            new TaskSettings(
                                    larry + "-" + name,
                                    "command",
                                    Map.of("command", List.of("/app/worker", name))),
                            new Tokens(1_000_000),
                            PlayFleet.TASK,
                            Duration.ofMinutes(25),
                            List.of(),
                            "registry.example.com/worker:1.0.0"));
        }
        List<MasterSettings> masters =
                List.of(
                        new MasterSettings(
                                "first-master", new Tokens(30_000), new Tokens(15_000), null),
                        new MasterSettings(
                                "second-master", new Tokens(20_000), new Tokens(10_000), null));
        return new PhaseSettings(
                larry,
                "domain of " + larry,
                "purple",
                PlayFleet.WINDOW,
                new Tokens(75_000 + 1_000_000L * workers),
                masters,
                all,
                List.of("every task done"));
    }

    /** Writes them as a cluster mounts them: the phases are files of their own. */
    static void write(FleetSettings fleet, RunSettings run, RedisSettings redis, Path directory)
            throws IOException {
        Path config = directory.resolve("config");
        Path phases = config.resolve(Paths.PHASES);
        Files.createDirectories(phases);
        for (PhaseSettings phase : fleet.phases()) {
            Files.writeString(
                    phases.resolve(phase.larry() + ".json"), ContractJson.document(phase));
        }
        FleetSettings bare =
                new FleetSettings(
                        fleet.total(),
                        fleet.meta(),
                        fleet.reserve(),
                        List.of(),
                        Targets.NONE,
                        List.of());
        AgentSettings observer =
                new AgentSettings(
                        AgentSettings.VERSION,
                        "bench",
                        AgentSettings.Role.OBSERVER,
                        run,
                        redis,
                        new RecordSettings(null, directory.resolve("records").toString()),
                        null,
                        null,
                        null,
                        null,
                        bare);
        Files.writeString(config.resolve(Paths.SETTINGS_FILE), ContractJson.document(observer));
    }
}
