package dev.larry.agent.task;

import dev.larry.agent.record.Outcome;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.record.Transition;
import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Ends an attempt: first in the task's record, which decides, then in Redis. */
final class Ending {
    private final TaskContext context;
    private final String task;
    private final TaskRecords records;
    private final Word word;

    Ending(TaskContext context, Assignment assignment) {
        this.context = context;
        this.task = assignment.id();
        this.records = context.records();
        this.word = new Word(context, assignment);
    }

    /** The task had ended before this process could begin. */
    TaskEnd already(TaskRecordDocument record) {
        String holder = String.valueOf(record.owner());
        if (record.owner() != null && !Conflict.isOurs(holder, context.larry().name())) {
            word.say(EventKind.TASK_CONFLICT, Map.of("holder", holder));
        }
        return record.state() == State.DONE
                ? TaskEnd.done("task is done already, by " + holder)
                : new TaskEnd(ExitCode.TASK_DEAD, "task is dead: " + record.reason(), true);
    }

    /** Ends an attempt as it was judged. */
    TaskEnd as(Judgement judgement, TaskRecordDocument record) {
        return switch (judgement) {
            case Judgement.Commit commit -> commit(record, commit.file());
            case Judgement.Fail fail -> failed(record, fail.reason());
            case Judgement.Bury bury -> bury(record.fence(), bury.reason(), bury.code());
            case Judgement.GiveBack giveBack -> stopped(record.fence(), giveBack.reason());
            case Judgement.Lost lost -> lost(record.fence(), lost.reason());
        };
    }

    private TaskEnd commit(TaskRecordDocument record, ResultFile file) {
        Outcome outcome;
        try {
            outcome = outcome(file, record.fence());
        } catch (AgentException e) {
            return failed(record, String.valueOf(e.getMessage()));
        }
        Transition committed = records.commit(task, record.fence(), outcome);
        if (committed instanceof Transition.Refused refused) {
            return stale(record.fence(), refused.record());
        }
        word.complete(
                committed.record(),
                EventKind.PROGRESS_UPDATE,
                Map.of("state", "done", "percent", 100, "fence", record.fence()));
        return TaskEnd.done("task is done, result " + outcome.hash());
    }

    /** What is committed of a result; a large one is on the volume then. */
    Outcome outcome(ResultFile file, long fence) {
        try {
            return file.outcome(Path.of(context.larry().volume()), context.run().id(), task, fence);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.NO_PERMISSION,
                    "the result could not be kept on the volume: " + e.getMessage(),
                    e);
        }
    }

    private TaskEnd failed(TaskRecordDocument record, String reason) {
        Transition failed = records.fail(task, record.fence(), context.run().attempts(), reason);
        if (failed instanceof Transition.Refused refused) {
            return stale(record.fence(), refused.record());
        }
        if (failed.record().state() == State.DEAD) {
            return dead(failed.record(), ExitCode.TASK_DEAD);
        }
        word.complete(
                failed.record(),
                EventKind.WORKER_FAILURE,
                Map.of("fence", record.fence(), "attempt", record.attempts(), "reason", reason));
        return TaskEnd.failed(ExitCode.TASK_FAILED, task, reason);
    }

    /** The task can never succeed. */
    TaskEnd bury(long fence, String reason, ExitCode code) {
        Transition buried = records.bury(task, fence, reason);
        return buried instanceof Transition.Refused refused
                ? stale(fence, refused.record())
                : dead(buried.record(), code);
    }

    /** The record says dead; Redis is told. */
    TaskEnd dead(TaskRecordDocument record, ExitCode code) {
        String reason = String.valueOf(record.reason());
        word.complete(
                record,
                EventKind.WORKER_FAILURE,
                Map.of("state", "dead", "fence", record.fence(), "reason", reason));
        return TaskEnd.failed(code, task, reason);
    }

    private TaskEnd stopped(long fence, String reason) {
        records.giveBack(task, fence, "its worker was told to stop");
        word.release();
        return TaskEnd.failed(ExitCode.STOPPED, task, reason);
    }

    private TaskEnd stale(long fence, TaskRecordDocument now) {
        return lost(
                fence,
                "commit refused as stale: fence "
                        + fence
                        + ", the record has "
                        + now.fence()
                        + ", "
                        + now.state().name().toLowerCase(Locale.ROOT));
    }

    /** The lease is gone; whoever holds the task now goes on. */
    TaskEnd lost(long fence, String reason) {
        word.say(EventKind.LEASE_LOST, Map.of("fence", fence, "reason", reason));
        return TaskEnd.failed(ExitCode.LEASE_LOST, task, "lease lost: " + reason);
    }

    /** Another holds the task, and lives. */
    void conflict(String holder) {
        word.say(EventKind.TASK_CONFLICT, Map.of("holder", holder));
    }

    /** Gives a lease back that was granted and is not used. */
    void release() {
        word.release();
    }
}
