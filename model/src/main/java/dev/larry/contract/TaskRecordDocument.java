package dev.larry.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The content of a task record, the arbiter outside Redis.
 *
 * @param fence raised by one with every lease; whoever holds a lower one may not commit
 * @param owner the worker of the latest lease
 * @param attempts leases so far
 * @param begun when the latest of them began
 * @param result the result where it is small, else its status, criteria and summary's beginning
 * @param resultHash its SHA-256, also where it lies on the volume
 * @param resultPath where a large result lies on the volume
 */
public record TaskRecordDocument(
        int version,
        String run,
        String task,
        State state,
        long fence,
        @Nullable String owner,
        int attempts,
        @Nullable Instant begun,
        @Nullable Instant changed,
        @Nullable TaskResult result,
        @Nullable String resultHash,
        @Nullable String resultPath,
        @Nullable String reason) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;

    /** The record as the meta-coordinator makes it. */
    public static TaskRecordDocument open(String run, String task) {
        return new TaskRecordDocument(
                VERSION, run, task, State.OPEN, 0, null, 0, null, null, null, null, null, null);
    }

    /** A task's way: open, leased as often as needed, then done or dead for ever. */
    public enum State {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("leased")
        LEASED,
        @JsonProperty("done")
        DONE,
        @JsonProperty("dead")
        DEAD
    }
}
