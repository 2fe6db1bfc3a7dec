package dev.larry.agent.observer.trace;

import dev.larry.contract.ContractJson;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans as a collector takes them. Source: OTLP specification 1.x, "JSON Protobuf Encoding": ids
 * are hexadecimal, 64 bit numbers are texts, enums are numbers.
 */
final class OtlpJson {
    private static final int INTERNAL = 1;
    private static final long NANOS = 1_000_000_000;

    private final String trace;
    private final Map<String, Object> resource;

    /**
     * @param trace its id
     * @param resource attributes of who sends
     */
    OtlpJson(String trace, Map<String, Object> resource) {
        this.trace = trace;
        this.resource = Map.copyOf(resource);
    }

    /** The body of a request. */
    String body(List<Span> spans) {
        return ContractJson.line(
                Map.of(
                        "resourceSpans",
                        List.of(
                                Map.of(
                                        "resource",
                                        Map.of("attributes", attributes(resource)),
                                        "scopeSpans",
                                        List.of(
                                                Map.of(
                                                        "scope",
                                                        Map.of("name", "dev.larry.agent"),
                                                        "spans",
                                                        spans.stream()
                                                                .map(this::span)
                                                                .toList()))))));
    }

    private Map<String, Object> span(Span span) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("traceId", trace);
        json.put("spanId", span.id());
        if (span.parent() != null) {
            json.put("parentSpanId", span.parent());
        }
        json.put("name", span.name());
        json.put("kind", INTERNAL);
        json.put("startTimeUnixNano", nanos(span.start()));
        json.put("endTimeUnixNano", nanos(span.end()));
        json.put("attributes", attributes(span.attributes()));
        json.put(
                "events",
                span.moments().stream()
                        .map(moment ->
                                Map.of(
                                        "timeUnixNano",
                                        nanos(moment.at()),
                                        "name",
                                        moment.name(),
                                        "attributes",
                                        attributes(moment.attributes())))
                        .toList());
        json.put("droppedEventsCount", span.dropped());
        json.put(
                "status",
                span.message().isEmpty()
                        ? Map.of("code", span.outcome().ordinal())
                        : Map.of("code", span.outcome().ordinal(), "message", span.message()));
        return json;
    }

    private static List<Object> attributes(Map<String, Object> attributes) {
        List<Object> all = new ArrayList<>();
        attributes.forEach((key, value) -> all.add(Map.of("key", key, "value", value(value))));
        return all;
    }

    private static Map<String, Object> value(Object value) {
        return switch (value) {
            case Boolean truth -> Map.of("boolValue", truth);
            case Double number -> Map.of("doubleValue", number);
            case Number number -> Map.of("intValue", Long.toString(number.longValue()));
            default -> Map.of("stringValue", value.toString());
        };
    }

    private static String nanos(Instant moment) {
        return Long.toString(
                Math.addExact(
                        Math.multiplyExact(moment.getEpochSecond(), NANOS), moment.getNano()));
    }
}
