package dev.larry.agent.task;

import dev.larry.agent.lease.Acquired;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.TaskRecords;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import java.util.Optional;
import java.util.UUID;

/**
 * Does one task as soon as it may be done: not before those it comes after, and not while another
 * holds it. Who waits for it looks again and again.
 */
public final class TaskRunner {
    private final TaskContext context;
    private final Assignment assignment;
    private final Ending ending;
    private final Conflict conflict;

    public TaskRunner(TaskContext context, Assignment assignment) {
        this.context = context;
        this.assignment = assignment;
        this.ending = new Ending(context, assignment);
        this.conflict = new Conflict(context.larry().name(), context.leases().ttl());
    }

    /** What it does. */
    public Assignment assignment() {
        return assignment;
    }

    /** Whether only others' tasks, not yet done, keep this one from being begun. */
    public boolean waits() {
        return !Predecessors.look(assignment.after(), context.records()).done();
    }

    /** Does the task if it may be done now; empty: to be asked again. */
    public Optional<TaskEnd> look(RunRecord run) throws InterruptedException {
        TaskRecordDocument record = context.records().read(assignment.id());
        if (record.state() == State.DONE || record.state() == State.DEAD) {
            return Optional.of(ending.already(record));
        }
        Predecessors before = Predecessors.look(assignment.after(), context.records());
        Optional<String> hopeless = before.dead();
        if (context.runs().left(run, context.larry().window()).isNegative()) {
            hopeless = Optional.of("the window was over before it began");
        }
        if (before.done() || hopeless.isPresent()) {
            Optional<Acquired.Granted> granted = ask(record);
            if (granted.isPresent()) {
                return Optional.of(
                        new Attempt(context, assignment).run(run, granted.get(), hopeless));
            }
        }
        return Optional.empty();
    }

    private Optional<Acquired.Granted> ask(TaskRecordDocument record) {
        Acquired answer =
                context.leases()
                        .acquire(
                                assignment.id(),
                                context.owner(),
                                UUID.randomUUID().toString(),
                                TaskRecords.nextFence(record, context.owner()),
                                assignment.path(context));
        return switch (answer) {
            case Acquired.Granted granted -> Optional.of(granted);
            case Acquired.Busy busy -> {
                if (conflict.withHolder(busy.holder())) {
                    ending.conflict(busy.holder());
                    context.log()
                            .info("task is held by " + busy.holder() + ", waiting for its end");
                }
                yield Optional.empty();
            }
            case Acquired.Done done ->
                    Optional.empty(); // The record says otherwise, and the record decides.
            case Acquired.Dead dead -> Optional.empty();
        };
    }
}
