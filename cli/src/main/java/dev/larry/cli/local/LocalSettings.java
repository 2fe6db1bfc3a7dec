package dev.larry.cli.local;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.AgentSettings.RunSettings;

import java.time.Instant;
import java.util.List;

/**
 * The settings of a cluster's agents, changed in what a cluster gives: Redis, records and volumes.
 *
 * @param startBy past it no agent begins
 * @param redis host:port
 */
record LocalSettings(LocalFolder folder, Instant startBy, String redis) {
    AgentSettings of(AgentSettings rendered) {
        RunSettings run = rendered.run();
        LarrySettings larry = rendered.larry();
        return new AgentSettings(
                rendered.version(),
                rendered.environment(),
                rendered.role(),
                new RunSettings(
                        folder.run(),
                        startBy,
                        run.window(),
                        run.convergence(),
                        run.leaseTtl(),
                        run.attempts(),
                        run.keep()),
                new RedisSettings(null, List.of(redis), null, null, 0),
                new RecordSettings(null, folder.records().toString()),
                larry == null
                        ? null
                        : new LarrySettings(
                                larry.name(),
                                larry.window(),
                                folder.volume(larry.name()).toString()),
                rendered.worker(),
                rendered.colleagues(),
                rendered.coordinator(),
                rendered.fleet());
    }
}
