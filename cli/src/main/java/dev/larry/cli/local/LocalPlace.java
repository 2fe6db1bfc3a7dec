package dev.larry.cli.local;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.AgentSettings.RunSettings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a cluster would provide, on one machine: Redis, records, volumes and scratch space.
 *
 * @param directory everything lies below it
 * @param redis host:port of a single Redis without users
 * @param runId of this run, for the committed one is the cluster's
 * @param startBy when it must have begun
 */
public record LocalPlace(Path directory, String redis, String runId, Instant startBy) {
    public LocalPlace {
        directory = directory.toAbsolutePath();
    }

    /** The same settings, here. */
    AgentSettings here(AgentSettings rendered) {
        RunSettings run = rendered.run();
        return new AgentSettings(
                rendered.version(),
                rendered.environment(),
                rendered.role(),
                new RunSettings(
                        runId,
                        startBy,
                        run.window(),
                        run.convergence(),
                        run.leaseTtl(),
                        run.attempts(),
                        run.keep()),
                new RedisSettings(null, List.of(redis), null, null, 0),
                new RecordSettings(null, directory.resolve("records").toString()),
                larry(rendered.larry()),
                rendered.worker(),
                rendered.colleagues(),
                rendered.coordinator(),
                rendered.fleet());
    }

    private @Nullable LarrySettings larry(@Nullable LarrySettings larry) {
        return larry == null
                ? null
                : new LarrySettings(larry.name(), larry.window(), volume(larry.name()).toString());
    }

    /** A Larry's volume. */
    public Path volume(String larry) {
        return directory.resolve("volumes").resolve(larry);
    }

    /** The volume of the run's reports. */
    public Path archive() {
        return directory.resolve("archive");
    }

    /** Where an agent's settings, scratch space and output lie. */
    Path agent(String name) {
        return directory.resolve("agents").resolve(name);
    }
}
