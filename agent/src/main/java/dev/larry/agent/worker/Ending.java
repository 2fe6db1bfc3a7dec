package dev.larry.agent.worker;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Event;
import dev.larry.agent.lease.Leases.Told;
import dev.larry.agent.record.Outcome;
import dev.larry.agent.record.Transition;
import dev.larry.contract.AgentException;
import dev.larry.contract.ContractException;
import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TaskResult;
import dev.larry.model.TimeSpans;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Says how an attempt ended: first in the task record, which decides, then in Redis, which may be
 * told again from the records if it is away now.
 */
final class Ending {
    private final WorkerContext context;

    Ending(WorkerContext context) {
        this.context = context;
    }

    /** The task had ended before this worker could begin. */
    ExitCode already(TaskRecordDocument record) {
        if (record.state() == State.DONE) {
            context.log().info("task is done already, by " + record.owner());
            return ExitCode.DONE;
        }
        context.log().info("task is dead: " + record.reason());
        return ExitCode.TASK_DEAD;
    }

    /** What a command's end means. */
    ExitCode of(TaskRecordDocument record, AttemptFiles files, Ended ended, Duration time) {
        return switch (ended) {
            case Ended.LeaseLost lost -> lost(record.fence(), lost.reason());
            case Ended.Stopped stopped -> stopped(record.fence());
            case Ended.TimedOut timedOut ->
                    failed(
                            record,
                            "stopped after "
                                    + TimeSpans.format(Duration.ofSeconds(time.toSeconds()))
                                    + ", its time was up");
            case Ended.Exited exited -> exited(record, files, exited.code());
        };
    }

    private ExitCode exited(TaskRecordDocument record, AttemptFiles files, int code) {
        ResultFile file;
        try {
            file = ResultFile.read(files.result());
        } catch (ContractException e) {
            return bury(record.fence(), "result " + e.getMessage(), ExitCode.BAD_RESULT);
        }
        TaskResult result = file.result();
        if (code == 0 && result.status() == TaskResult.Status.DONE) {
            return commit(record, file);
        }
        String reason =
                code == 0 ? "the result says failed" : "the command ended with exit code " + code;
        if (result.status() == TaskResult.Status.FAILED && result.summary() != null) {
            reason += ": " + result.summary();
        }
        return result.status() == TaskResult.Status.FAILED && Boolean.FALSE.equals(result.retry())
                ? bury(record.fence(), reason, ExitCode.TASK_DEAD)
                : failed(record, reason);
    }

    private ExitCode commit(TaskRecordDocument record, ResultFile file) {
        Outcome outcome;
        try {
            outcome =
                    file.outcome(
                            Path.of(context.larry().volume()),
                            context.run().id(),
                            context.task(),
                            record.fence());
        } catch (IOException e) {
            return failed(record, "the result could not be kept on the volume: " + e.getMessage());
        }
        Transition committed = context.records().commit(context.task(), record.fence(), outcome);
        if (committed instanceof Transition.Refused refused) {
            return stale(record.fence(), refused.record());
        }
        complete(
                committed.record(),
                EventKind.PROGRESS_UPDATE,
                Map.of("state", "done", "percent", 100));
        context.log().info("task is done, result " + outcome.hash());
        return ExitCode.DONE;
    }

    /** The attempt failed; the task is given back, or dead after its last. */
    ExitCode failed(TaskRecordDocument record, String reason) {
        Transition failed =
                context.records()
                        .fail(context.task(), record.fence(), context.run().attempts(), reason);
        if (failed instanceof Transition.Refused refused) {
            return stale(record.fence(), refused.record());
        }
        if (failed.record().state() == State.DEAD) {
            return dead(failed.record(), ExitCode.TASK_DEAD);
        }
        complete(
                failed.record(),
                EventKind.WORKER_FAILURE,
                Map.of("fence", record.fence(), "attempt", record.attempts(), "reason", reason));
        throw new AgentException(ExitCode.TASK_FAILED, "task " + context.task() + ": " + reason);
    }

    /** The task can never succeed. */
    ExitCode bury(long fence, String reason, ExitCode code) {
        Transition buried = context.records().bury(context.task(), fence, reason);
        return buried instanceof Transition.Refused refused
                ? stale(fence, refused.record())
                : dead(buried.record(), code);
    }

    /** The record says dead; Redis is told, and whoever reads the log. */
    ExitCode dead(TaskRecordDocument record, ExitCode code) {
        String reason = String.valueOf(record.reason());
        complete(
                record,
                EventKind.WORKER_FAILURE,
                Map.of("state", "dead", "fence", record.fence(), "reason", reason));
        throw new AgentException(code, "task " + context.task() + ": " + reason);
    }

    private ExitCode stopped(long fence) {
        context.records().giveBack(context.task(), fence, "its worker was told to stop");
        release();
        throw new AgentException(
                ExitCode.STOPPED, "task " + context.task() + ": told to stop before it ended");
    }

    private ExitCode stale(long fence, TaskRecordDocument now) {
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
    ExitCode lost(long fence, String reason) {
        say(EventKind.LEASE_LOST, Map.of("fence", fence, "reason", reason));
        throw new AgentException(
                ExitCode.LEASE_LOST, "task " + context.task() + ": lease lost: " + reason);
    }

    /** Another holds the task, and lives. */
    void conflict(String holder) {
        say(EventKind.TASK_CONFLICT, Map.of("holder", holder));
        context.log().info("task is held by " + holder + ", waiting for its end");
    }

    /** Gives the lease back, if Redis can be reached. */
    void release() {
        quietly(
                "lease not given back",
                () -> context.leases().release(context.task(), context.owner()));
    }

    private void complete(TaskRecordDocument record, EventKind kind, Map<String, Object> data) {
        quietly(
                "Redis not told that the task is " + record.state(),
                () ->
                        context.events()
                                .with(
                                        new Event(
                                                kind, context.larry().name(), context.task(), data),
                                        event ->
                                                context.leases()
                                                        .complete(
                                                                record,
                                                                context.tokens(),
                                                                Barrier.FIRST,
                                                                event),
                                        told -> told == Told.COMPLETED));
    }

    private void say(EventKind kind, Map<String, Object> data) {
        quietly(
                "event " + kind.wire() + " not written",
                () ->
                        context.events()
                                .append(
                                        new Event(
                                                kind,
                                                context.larry().name(),
                                                context.task(),
                                                data)));
    }

    /** The record has decided; what Redis was not told, it can be told from there. */
    private void quietly(String otherwise, Runnable telling) {
        try {
            telling.run();
        } catch (AgentException e) {
            context.log().warn(otherwise + ": " + e.getMessage());
        }
    }
}
