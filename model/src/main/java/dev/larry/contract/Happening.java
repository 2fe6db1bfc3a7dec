package dev.larry.contract;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event of the run's stream, as pages, terminals and reports show it.
 *
 * @param id in the stream
 * @param type as {@link EventKind#wire}
 * @param producer the process that said it
 * @param number counted by the producer, from 1 without a gap
 * @param data what the kind has to say
 */
public record Happening(
        String id,
        String type,
        Instant at,
        String producer,
        long number,
        @Nullable String larry,
        @Nullable String task,
        Map<String, Object> data) {
    public Happening {
        data = new TreeMap<>(data);
    }
}
