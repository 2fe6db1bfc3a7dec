package dev.larry.agent.recovery;

import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.lease.Leases;
import dev.larry.agent.lease.Leases.Told;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;

import java.util.Locale;
import java.util.Map;

/**
 * Tells Redis of tasks that have ended by their record and that it was never told of: their worker
 * could not reach it any more, or a coordinator ended them.
 */
public final class Telling {
    private final Leases leases;
    private final EventStream events;
    private final int barrier;

    /**
     * @param barrier the generation that awaits the tasks
     */
    public Telling(Leases leases, EventStream events, int barrier) {
        this.leases = leases;
        this.events = events;
        this.barrier = barrier;
    }

    /**
     * Tells it, unless it knows.
     *
     * @param path whose tokens the task drew
     * @return whether it had to be told
     */
    public boolean tell(TaskRecordDocument record, String larry, TokenPath path) {
        State state = record.state();
        String name = state.name().toLowerCase(Locale.ROOT);
        if (state != State.DONE && state != State.DEAD
                || leases.state(record.task()).equals(name)) {
            return false;
        }
        Map<String, Object> data =
                state == State.DONE
                        ? Map.of("state", name, "percent", 100, "fence", record.fence())
                        : Map.of(
                                "state",
                                name,
                                "fence",
                                record.fence(),
                                "reason",
                                String.valueOf(record.reason()));
        EventKind kind = state == State.DONE ? EventKind.PROGRESS_UPDATE : EventKind.WORKER_FAILURE;
        Told told =
                events.with(
                        new Event(kind, larry, record.task(), data),
                        announcement -> leases.complete(record, path, barrier, announcement),
                        answer -> answer == Told.COMPLETED);
        return told == Told.COMPLETED;
    }
}
