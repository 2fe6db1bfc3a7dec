package dev.larry.agent.record;

import dev.larry.contract.TaskRecordDocument;

/** What asking for a change of a task record leads to. */
public sealed interface Transition {
    /** The record as it is now. */
    TaskRecordDocument record();

    /** It is to become this, and has when the caller sees it. */
    record Changed(TaskRecordDocument record) implements Transition {}

    /** It is so already, by the same caller: an earlier call won and its answer was lost. */
    record Known(TaskRecordDocument record) implements Transition {}

    /** Refused: the task has ended, or a higher fence was given to another. */
    record Refused(TaskRecordDocument record) implements Transition {}
}
