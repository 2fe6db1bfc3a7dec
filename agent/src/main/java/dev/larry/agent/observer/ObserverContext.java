package dev.larry.agent.observer;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Log;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.observer.trace.TraceWriter;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.redis.Health;
import dev.larry.agent.report.Trail;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.RedisKeys;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * What an observer reads.
 *
 * @param trace the run's trace, written while the observer serves; none: nobody wants it
 * @param page port of the state for people and programs; 0: a free one
 * @param stop counted down when the agent is told to stop
 */
public record ObserverContext(
        AgentSettings settings,
        FleetSettings fleet,
        TaskRecords records,
        RunRecords runs,
        Barrier barrier,
        Ledger ledger,
        Trail trail,
        RedisKeys keys,
        Health health,
        Optional<Supplier<TraceWriter>> trace,
        int page,
        Log log,
        InstantSource clock,
        CountDownLatch stop) {}
