package dev.larry.agent.task;

import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Log;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.recovery.Replay;
import dev.larry.agent.redis.Redis;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.Metric;
import dev.larry.contract.RedisKeys;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a process does tasks with.
 *
 * @param owner unique to this process
 * @param workDirectory where attempts write
 * @param journals how many this process keeps now because Redis is away
 * @param stop counted down when the agent is told to stop
 */
public record TaskContext(
        RunSettings run,
        LarrySettings larry,
        String owner,
        Path workDirectory,
        Redis redis,
        Leases leases,
        Ledger ledger,
        RedisKeys keys,
        TaskRecords records,
        RunRecords runs,
        EventStream events,
        Log log,
        InstantSource clock,
        AtomicInteger journals,
        CountDownLatch stop) {
    /** The same with one more thing that its log is about. */
    public TaskContext about(String name, String value) {
        return new TaskContext(
                run,
                larry,
                owner,
                workDirectory,
                redis,
                leases,
                ledger,
                keys,
                records,
                runs,
                events,
                log.about(name, value),
                clock,
                journals,
                stop);
    }

    /** Tells what attempts kept on this Larry's volume while Redis or the records were away. */
    public void replay() {
        for (Replay.Merged merged :
                new Replay(records, events, keys).all(Path.of(larry.volume()), run.id())) {
            String what =
                    "journal of task "
                            + merged.file().task()
                            + ", fence "
                            + merged.file().fence()
                            + ": "
                            + merged.entries()
                            + " entries told"
                            + (merged.torn() ? ", its end was torn" : "");
            if (merged.aside().isPresent()) {
                log.warn(what + "; its result lost the race, kept in " + merged.aside().get());
            } else {
                log.info(what);
            }
        }
    }

    /** Adds whether a journal is kept. */
    public void addTo(Samples samples) {
        samples.add(Metric.FALLBACK, journals.get() > 0 ? 1 : 0, larry.name());
    }

    /** Whether the agent is told to stop. */
    public boolean stopping() {
        return stop.getCount() == 0;
    }
}
