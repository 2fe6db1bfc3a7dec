package dev.larry.agent.task;

import dev.larry.agent.events.Event;
import dev.larry.agent.lease.Leases.Completion;
import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import java.util.Map;

/**
 * Tells Redis what became of a task. The task's record has decided before; what Redis is not told
 * now, it can be told from there.
 */
final class Word {
    private final TaskContext context;
    private final String task;

    Word(TaskContext context, String task) {
        this.context = context;
        this.task = task;
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

    /** The task is done or dead, as its record says. */
    void complete(TaskRecordDocument record, EventKind kind, Map<String, Object> data) {
        quietly(
                "Redis not told that the task is " + record.state(),
                () -> {
                    long number = context.events().producer().next();
                    Event event = new Event(kind, context.larry().name(), task, data);
                    context.leases()
                            .complete(
                                    new Completion(
                                            task,
                                            context.owner(),
                                            record.fence(),
                                            context.owner() + "#" + record.fence(),
                                            record.state() == State.DONE ? "done" : "dead",
                                            context.owner(),
                                            event.channel(),
                                            number,
                                            event.fields(
                                                    context.events().producer(),
                                                    number,
                                                    context.clock().instant())));
                    context.events().producer().used(number);
                });
    }

    private void quietly(String otherwise, Runnable telling) {
        try {
            telling.run();
        } catch (AgentException e) {
            context.log().warn(otherwise + ": " + e.getMessage());
        }
    }
}
