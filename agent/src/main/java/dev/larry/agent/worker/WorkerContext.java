package dev.larry.agent.worker;

import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Log;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.redis.Redis;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.TokenPath;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * What a worker works with.
 *
 * @param owner unique to this process
 * @param workDirectory where attempts write
 * @param stop counted down when the agent is told to stop
 */
public record WorkerContext(
        RunSettings run,
        LarrySettings larry,
        WorkerSettings worker,
        String owner,
        Path workDirectory,
        Redis redis,
        Leases leases,
        TaskRecords records,
        RunRecords runs,
        EventStream events,
        Log log,
        InstantSource clock,
        CountDownLatch stop) {
    /** The task's id. */
    String task() {
        return worker.task().id();
    }

    /** Whose tokens the task draws. */
    TokenPath tokens() {
        return TokenPath.worker(larry.name(), worker.name());
    }

    /** How often the task may be begun. */
    int attempts() {
        return run.attempts();
    }
}
