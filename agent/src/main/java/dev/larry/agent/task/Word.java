package dev.larry.agent.task;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Event;
import dev.larry.agent.lease.Leases.Told;
import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TokenPath;

import java.util.Map;

/**
 * Tells Redis what became of a task. The task's record has decided before; what Redis is not told
 * now, it can be told from there.
 */
final class Word {
    private final TaskContext context;
    private final String task;
    private final TokenPath path;

    Word(TaskContext context, Assignment assignment) {
        this.context = context;
        this.task = assignment.id();
        this.path = assignment.path(context);
    }

    /** An event about the task. */
    void say(EventKind kind, Map<String, Object> data) {
        quietly(
                "event " + kind.wire() + " not written",
                () -> context.events().append(new Event(kind, context.larry().name(), task, data)));
    }

    /** The lease is given back. */
    void release() {
        quietly("lease not given back", () -> context.leases().release(task, context.owner()));
    }

    /** The attempt ended, and the task is open again, done or dead, as its record says. */
    void complete(TaskRecordDocument record, EventKind kind, Map<String, Object> data) {
        quietly(
                "Redis not told that the task is " + record.state(),
                () ->
                        context.events()
                                .with(
                                        new Event(kind, context.larry().name(), task, data),
                                        event ->
                                                context.leases()
                                                        .complete(
                                                                record, path, Barrier.FIRST, event),
                                        told -> told == Told.COMPLETED));
    }

    private void quietly(String otherwise, Runnable telling) {
        try {
            telling.run();
        } catch (AgentException e) {
            context.log().warn(otherwise + ": " + e.getMessage());
        }
    }
}
