package dev.larry.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a task's command leaves behind as JSON: the file named by the variable LARRY_RESULT. A
 * command that leaves none and exits 0 is done with an empty summary.
 *
 * @param status done or failed
 * @param summary one or a few sentences
 * @param retry with status failed: whether trying again may help
 * @param outputs named texts for later tasks and the report
 * @param criteria success criteria that the task evidences, by their text
 */
public record TaskResult(
        Status status,
        @Nullable String summary,
        @Nullable Boolean retry,
        @Nullable Map<String, String> outputs,
        @Nullable List<Evidence> criteria) {
    public TaskResult {
        outputs = outputs == null ? null : new TreeMap<>(outputs);
        criteria = criteria == null ? null : List.copyOf(criteria);
    }

    /** The greatest result that a task record holds, in bytes; larger ones go to the volume. */
    public static final int INLINE_LIMIT = 65_536;

    /** The greatest result that is read at all, in bytes. */
    public static final int LIMIT = 8 << 20;

    /** How the task ended. */
    public enum Status {
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    /** Evidence for a success criterion. */
    public record Evidence(String criterion, boolean met, String evidence) {}
}
