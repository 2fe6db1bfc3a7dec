package dev.larry.agent.events;

import dev.larry.contract.ContractJson;
import dev.larry.contract.EventKind;
import dev.larry.contract.RedisKeys;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened in a run.
 *
 * @param data what the kind has to say, as JSON members
 */
public record Event(
        EventKind kind, @Nullable String larry, @Nullable String task, Map<String, Object> data) {
    public Event {
        data = new TreeMap<>(data);
    }

    /** The channel on which it is announced. */
    public String channel() {
        return kind.alert() ? RedisKeys.ALERTS : RedisKeys.COORDINATION;
    }

    /** Its fields and values in the stream. */
    public List<String> fields(Producer producer, long number, Instant at) {
        List<String> fields = new ArrayList<>();
        fields.addAll(
                List.of(
                        "type",
                        kind.wire(),
                        "producer",
                        producer.id(),
                        "seq",
                        Long.toString(number)));
        fields.addAll(List.of("at", at.toString()));
        if (larry != null) {
            fields.addAll(List.of("larry", larry));
        }
        if (task != null) {
            fields.addAll(List.of("task", task));
        }
        if (!data.isEmpty()) {
            fields.addAll(List.of("data", ContractJson.line(data)));
        }
        return fields;
    }
}
