package dev.larry.contract;

import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Larry's part of a run, as its coordinator leaves it on the Larry's volume and the
 * meta-coordinator puts it into the {@link RunReport}.
 *
 * @param began when its coordinator said that it began
 * @param ended when its coordinator said that it ended
 * @param late whether it ended after its window, or not at all
 */
public record PhaseReport(
        int version,
        String run,
        String larry,
        String domain,
        RunState.PhaseStage stage,
        Duration window,
        @Nullable Instant began,
        @Nullable Instant ended,
        boolean late,
        List<TaskReport> tasks,
        List<RunReport.Criterion> success) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;

    public PhaseReport {
        tasks = List.copyOf(tasks);
        success = List.copyOf(success);
    }

    /**
     * One task.
     *
     * @param worker the worker or master whose task it is
     * @param by the process that held it last; another worker's where it was taken over
     * @param attempts leases
     * @param after what it waited for
     * @param tookMillis from the beginning of the attempt that ended it to its end
     * @param resultPath where a large result lies on the Larry's volume
     * @param reason why it is dead
     * @param tokens what its worker may spend
     * @param used what was spent
     */
    public record TaskReport(
            String task,
            String worker,
            boolean master,
            TaskRecordDocument.State state,
            @Nullable String by,
            int attempts,
            long fence,
            @Nullable Instant begun,
            @Nullable Instant ended,
            @Nullable Long tookMillis,
            Duration expected,
            List<String> after,
            @Nullable String summary,
            @Nullable Map<String, String> outputs,
            @Nullable String resultHash,
            @Nullable String resultPath,
            @Nullable String reason,
            Tokens tokens,
            @Nullable Tokens used) {
        public TaskReport {
            after = List.copyOf(after);
            outputs = outputs == null ? null : new TreeMap<>(outputs);
        }
    }
}
