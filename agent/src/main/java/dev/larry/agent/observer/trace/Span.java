package dev.larry.agent.observer.trace;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One stretch of a run that has ended. Source: OpenTelemetry specification, "Tracing API", Span.
 *
 * @param id 16 hexadecimal digits
 * @param parent its id; none: the root
 * @param attributes texts, whole numbers and truths
 * @param dropped moments that were too many to keep
 */
public record Span(
        String id,
        @Nullable String parent,
        String name,
        Instant start,
        Instant end,
        Map<String, Object> attributes,
        List<Moment> moments,
        int dropped,
        Outcome outcome,
        String message) {
    public Span {
        attributes = new TreeMap<>(attributes);
        moments = List.copyOf(moments);
    }

    /** What happened at one instant of it. */
    public record Moment(Instant at, String name, Map<String, Object> attributes) {
        public Moment {
            attributes = new TreeMap<>(attributes);
        }
    }

    /** Its status, in the order of the protocol's numbers. */
    public enum Outcome {
        UNSET,
        OK,
        ERROR
    }
}
