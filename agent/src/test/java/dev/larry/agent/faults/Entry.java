package dev.larry.agent.faults;

/**
 * A line of the history.
 *
 * @param at nanoseconds of the machine's monotonic clock, which all processes share
 * @param process who; it makes one operation at a time
 * @param subject task, path, node, producer or reservation that it is about
 * @param number fence, number of an event, or epoch
 * @param tokens used, reserved or granted
 */
record Entry(
        long at,
        String process,
        Op op,
        Kind kind,
        String subject,
        long number,
        long tokens,
        String note) {

    /** How far an operation is. */
    enum Kind {
        INVOKE,
        /** It happened. */
        OK,
        /** It did not happen. */
        FAIL,
        /** Nobody knows. */
        INFO
    }

    /** What is done. */
    enum Op {
        /** A task is part of the run. */
        TASK,
        /** A node of the ledger has a cap. */
        CAP,
        ACQUIRE,
        /** The record's fence is raised. */
        RAISE,
        /** A task's work begins. */
        START,
        COMMIT,
        /** An attempt ends otherwise; note: dead where the task does. */
        END,
        /** A holder found its lease lost, and holds on to its task nevertheless. */
        LOST,
        /** Redis is told how a task ended. */
        TELL,
        /** subject: group, holder and reservation. */
        RESERVE,
        SETTLE,
        GRANT,
        /** note: OPENED where the barrier opened. */
        ARRIVE,
        /** An event is written; number is the producer's. */
        WRITE,
        /** A reader found that events are missing. */
        GAP,
        /** The epoch was raised, and so announced that writes may be lost. */
        EPOCH,
        /** A fault begins or ends; no operation. */
        FAULT,
        /** At the end: a task's record. */
        RECORD,
        /** At the end: a node of the ledger; number: its cap, tokens: spent and reserved. */
        ACCOUNT,
        /** At the end: an event that is in the stream. */
        EVENT
    }

    @Override
    public String toString() {
        return "%d %s %s %s %s #%d %d %s"
                .formatted(at, process, op, kind, subject, number, tokens, note);
    }
}
