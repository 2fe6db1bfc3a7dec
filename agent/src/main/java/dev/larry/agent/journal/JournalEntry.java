package dev.larry.agent.journal;

import dev.larry.contract.EventKind;
import dev.larry.contract.TaskResult;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that could not be told: an event, or the result of the attempt.
 *
 * @param event kind of the event; none where it is the result
 * @param data of the event
 * @param result as in the task record, with its hash and where a large one lies
 */
public record JournalEntry(
        Instant at,
        @Nullable EventKind event,
        Map<String, Object> data,
        @Nullable TaskResult result,
        @Nullable String resultHash,
        @Nullable String resultPath) {
    public JournalEntry {
        data = new TreeMap<>(data);
    }

    /** An event. */
    public static JournalEntry of(Instant at, EventKind kind, Map<String, Object> data) {
        return new JournalEntry(at, kind, data, null, null, null);
    }

    /** The result of the attempt, to be committed. */
    public static JournalEntry result(
            Instant at, @Nullable TaskResult result, String hash, @Nullable String path) {
        return new JournalEntry(at, null, Map.of(), result, hash, path);
    }
}
