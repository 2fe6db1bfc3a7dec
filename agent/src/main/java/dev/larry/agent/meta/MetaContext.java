package dev.larry.agent.meta;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Log;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.redis.Health;
import dev.larry.agent.report.Trail;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.RedisKeys;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * What a meta-coordinator works with.
 *
 * @param ledger whose calls mend what they would otherwise wait for
 * @param archive the volume that keeps every run's report data
 * @param trail the run's events from its beginning
 * @param stop counted down when the agent is told to stop
 */
public record MetaContext(
        AgentSettings settings,
        FleetSettings fleet,
        TaskRecords records,
        RunRecords runs,
        Barrier barrier,
        Mending mending,
        Ledger ledger,
        EventStream events,
        Trail trail,
        Path archive,
        RedisKeys keys,
        Health health,
        Log log,
        InstantSource clock,
        CountDownLatch stop) {
    RunSettings run() {
        return settings.run();
    }
}
