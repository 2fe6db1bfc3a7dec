package dev.larry.agent.record;

import dev.larry.agent.record.RecordStore.Stored;
import dev.larry.contract.AgentException;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Names;
import dev.larry.contract.TaskRecordDocument;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The task records of one run: every change is a {@link Transition}, tried until it wins or is
 * refused.
 */
public final class TaskRecords {
    private final RecordStore store;
    private final String run;
    private final InstantSource clock;

    public TaskRecords(RecordStore store, String run, InstantSource clock) {
        this.store = store;
        this.run = run;
        this.clock = clock;
    }

    /** Makes a task's record; false where there is one already, whoever listed the task. */
    public boolean create(String task) {
        return store.create(name(task), ContractJson.document(TaskRecordDocument.open(run, task)));
    }

    /** A task's record, if it was made. */
    public Optional<TaskRecordDocument> find(String task) {
        return store.read(name(task)).map(stored -> parse(task, stored));
    }

    /** A task's record, which must be there. */
    public TaskRecordDocument read(String task) {
        return find(task).orElseThrow(() -> missing(task));
    }

    /** Raises the fence for an owner that was granted a lease. */
    public Transition raise(String task, String owner, int attempts) {
        return change(task, record -> Transitions.raise(record, owner, attempts, clock.instant()));
    }

    /** The fence that {@link #raise} gives this owner if nobody changes the record before it. */
    public static long nextFence(TaskRecordDocument record, String owner) {
        return Transitions.nextFence(record, owner);
    }

    /** Commits a result under a fence. */
    public Transition commit(String task, long fence, Outcome outcome) {
        return change(task, record -> Transitions.commit(record, fence, outcome, clock.instant()));
    }

    /** Gives the task back after a failed attempt, or buries it after the last. */
    public Transition fail(String task, long fence, int attempts, String reason) {
        return change(
                task, record -> Transitions.fail(record, fence, attempts, reason, clock.instant()));
    }

    /** Gives the task back as if this attempt had not been. */
    public Transition giveBack(String task, long fence, String reason) {
        return change(task, record -> Transitions.giveBack(record, fence, reason, clock.instant()));
    }

    /** Ends the task as dead under a fence. */
    public Transition bury(String task, long fence, String reason) {
        return change(task, record -> Transitions.bury(record, fence, reason, clock.instant()));
    }

    /** Ends the task as dead whoever holds it, for a coordinator whose phase is over. */
    public Transition condemn(String task, String reason) {
        return change(task, record -> Transitions.condemn(record, reason, clock.instant()));
    }

    private Transition change(String task, Function<TaskRecordDocument, Transition> rule) {
        while (true) {
            Stored before = store.read(name(task)).orElseThrow(() -> missing(task));
            Transition transition = rule.apply(parse(task, before));
            if (!(transition instanceof Transition.Changed changed)) {
                return transition;
            }
            if (store.replace(name(task), before, ContractJson.document(changed.record()))) {
                return changed;
            }
        }
    }

    private TaskRecordDocument parse(String task, Stored stored) {
        try {
            TaskRecordDocument record = ContractJson.read(stored.text(), TaskRecordDocument.class);
            if (record.version() == TaskRecordDocument.VERSION
                    && record.run().equals(run)
                    && record.task().equals(task)) {
                return record;
            }
            throw new ContractException(
                    "it is of version, run or task "
                            + record.version()
                            + ", "
                            + record.run()
                            + ", "
                            + record.task());
        } catch (ContractException e) {
            throw new AgentException(
                    ExitCode.RECORDS_AWAY,
                    "record " + name(task) + ": not a task record: " + e.getMessage(),
                    e);
        }
    }

    private String name(String task) {
        return Names.taskRecord(run, task);
    }

    private AgentException missing(String task) {
        return new AgentException(
                ExitCode.RECORDS_AWAY,
                "record " + name(task) + ": missing; the meta-coordinator makes it");
    }
}
