package dev.larry.agent.record;

import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import java.time.Instant;
import java.util.Objects;

/**
 * The rules of a task record, as pure functions: a fence only rises, whoever holds an old one
 * changes nothing, and done and dead are for ever.
 */
final class Transitions {
    private Transitions() {}

    static Transition raise(TaskRecordDocument record, String owner, int attempts, Instant now) {
        if (ended(record)) {
            return new Transition.Refused(record);
        }
        if (holds(record, owner)) {
            return new Transition.Known(record);
        }
        if (record.attempts() >= attempts) {
            return new Transition.Changed(
                    with(
                            record,
                            State.DEAD,
                            record.fence(),
                            record.attempts(),
                            now,
                            "begun " + record.attempts() + " times and never ended"));
        }
        return new Transition.Changed(
                new TaskRecordDocument(
                        record.version(),
                        record.run(),
                        record.task(),
                        State.LEASED,
                        nextFence(record, owner),
                        owner,
                        record.attempts() + 1,
                        now,
                        now,
                        null,
                        null,
                        null,
                        null));
    }

    static long nextFence(TaskRecordDocument record, String owner) {
        return holds(record, owner) ? record.fence() : Math.addExact(record.fence(), 1);
    }

    private static boolean holds(TaskRecordDocument record, String owner) {
        return record.state() == State.LEASED && owner.equals(record.owner());
    }

    static Transition commit(TaskRecordDocument record, long fence, Outcome outcome, Instant now) {
        if (record.state() == State.DONE
                && record.fence() == fence
                && Objects.equals(record.resultHash(), outcome.hash())) {
            return new Transition.Known(record);
        }
        if (!held(record, fence)) {
            return new Transition.Refused(record);
        }
        return new Transition.Changed(done(record, outcome, now));
    }

    static Transition fail(
            TaskRecordDocument record, long fence, int attempts, String reason, Instant now) {
        boolean last = record.attempts() >= attempts;
        State state = last ? State.DEAD : State.OPEN;
        return end(
                record,
                fence,
                state,
                record.attempts(),
                last ? "failed " + record.attempts() + " times, at last: " + reason : reason,
                now);
    }

    static Transition giveBack(TaskRecordDocument record, long fence, String reason, Instant now) {
        return end(record, fence, State.OPEN, Math.max(0, record.attempts() - 1), reason, now);
    }

    static Transition bury(TaskRecordDocument record, long fence, String reason, Instant now) {
        return end(record, fence, State.DEAD, record.attempts(), reason, now);
    }

    static Transition condemn(TaskRecordDocument record, String reason, Instant now) {
        return ended(record)
                ? new Transition.Refused(record)
                : new Transition.Changed(
                        with(
                                record,
                                State.DEAD,
                                Math.addExact(record.fence(), 1),
                                record.attempts(),
                                now,
                                reason));
    }

    private static Transition end(
            TaskRecordDocument record,
            long fence,
            State state,
            int attempts,
            String reason,
            Instant now) {
        if (record.state() == state
                && record.fence() == fence
                && Objects.equals(record.reason(), reason)) {
            return new Transition.Known(record);
        }
        return held(record, fence)
                ? new Transition.Changed(with(record, state, fence, attempts, now, reason))
                : new Transition.Refused(record);
    }

    private static boolean held(TaskRecordDocument record, long fence) {
        return record.state() == State.LEASED && record.fence() == fence;
    }

    private static boolean ended(TaskRecordDocument record) {
        return record.state() == State.DONE || record.state() == State.DEAD;
    }

    private static TaskRecordDocument with(
            TaskRecordDocument record,
            State state,
            long fence,
            int attempts,
            Instant now,
            String reason) {
        return new TaskRecordDocument(
                record.version(),
                record.run(),
                record.task(),
                state,
                fence,
                record.owner(),
                attempts,
                record.begun(),
                now,
                null,
                null,
                null,
                reason);
    }

    private static TaskRecordDocument done(
            TaskRecordDocument record, Outcome outcome, Instant now) {
        return new TaskRecordDocument(
                record.version(),
                record.run(),
                record.task(),
                State.DONE,
                record.fence(),
                record.owner(),
                record.attempts(),
                record.begun(),
                now,
                outcome.result(),
                outcome.hash(),
                outcome.path(),
                null);
    }
}
