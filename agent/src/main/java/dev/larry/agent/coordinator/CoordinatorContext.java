package dev.larry.agent.coordinator;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Log;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.recovery.Telling;
import dev.larry.agent.redis.Health;
import dev.larry.contract.AgentSettings.CoordinatorSettings;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.RedisKeys;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * What a coordinator works with.
 *
 * @param stop counted down when the agent is told to stop
 */
public record CoordinatorContext(
        RunSettings run,
        LarrySettings larry,
        CoordinatorSettings coordinator,
        TaskRecords records,
        RunRecords runs,
        Barrier barrier,
        Telling telling,
        EventStream events,
        RedisKeys keys,
        Health health,
        Log log,
        InstantSource clock,
        CountDownLatch stop) {}
