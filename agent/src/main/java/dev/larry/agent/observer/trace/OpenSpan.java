package dev.larry.agent.observer.trace;

import dev.larry.agent.observer.trace.Span.Moment;
import dev.larry.agent.observer.trace.Span.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stretch of a run that goes on. */
final class OpenSpan {
    /** As the SDKs' default, OTEL_SPAN_EVENT_COUNT_LIMIT. */
    private static final int MOMENTS = 128;

    private final String id;
    private final @Nullable String parent;
    private final String name;
    private final Instant start;
    private final Map<String, Object> attributes = new TreeMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private int dropped;

    OpenSpan(String id, @Nullable String parent, String name, Instant start) {
        this.id = id;
        this.parent = parent;
        this.name = name;
        this.start = start;
    }

    String id() {
        return id;
    }

    OpenSpan with(String attribute, @Nullable Object value) {
        if (value != null) {
            attributes.put(attribute, value);
        }
        return this;
    }

    void moment(Moment moment) {
        if (moments.size() < MOMENTS) {
            moments.add(moment);
        } else {
            dropped++;
        }
    }

    /** It has ended; never before it began, whatever two machines' clocks say. */
    Span end(Instant at, Outcome outcome, String message) {
        return new Span(
                id,
                parent,
                name,
                start,
                at.isBefore(start) ? start : at,
                attributes,
                moments,
                dropped,
                outcome,
                message);
    }
}
