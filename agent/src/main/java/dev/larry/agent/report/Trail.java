package dev.larry.agent.report;

import dev.larry.agent.redis.Redis;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Happening;
import dev.larry.contract.RedisKeys;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.resps.StreamEntry;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the run's event stream from its beginning, each event once. */
public final class Trail {
    private static final int AT_ONCE = 1_000;

    private final Redis redis;
    private final String key;
    private final Duration patience;
    private String last = "-";

    /**
     * @param patience how long a reading is tried
     */
    public Trail(Redis redis, RedisKeys keys, Duration patience) {
        this.redis = redis;
        this.key = keys.events();
        this.patience = patience;
    }

    /** Hands over what was not read before, to its end. */
    public synchronized void read(Consumer<Happening> reader) {
        while (true) {
            List<StreamEntry> entries =
                    redis.call(patience, jedis -> jedis.xrange(key, last, "+", AT_ONCE));
            for (StreamEntry entry : entries) {
                last = "(" + entry.getID();
                reader.accept(happening(entry.getID().toString(), entry.getFields()));
            }
            if (entries.size() < AT_ONCE) {
                return;
            }
        }
    }

    /** What is left of the leases of these tasks, in milliseconds; of those that have one. */
    public Map<String, Long> leases(RedisKeys keys, List<String> tasks) {
        List<Long> millis =
                redis.each(
                        tasks.stream().map(keys::lease).toList(),
                        (pipeline, key) -> pipeline.pttl(key));
        Map<String, Long> left = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (millis.get(i) > 0) {
                left.put(tasks.get(i), millis.get(i));
            }
        }
        return left;
    }

    private static Happening happening(String id, Map<String, String> fields) {
        return new Happening(
                id,
                fields.getOrDefault("type", ""),
                instant(id, fields.get("at")),
                fields.getOrDefault("producer", ""),
                number(fields.get("seq")),
                fields.get("larry"),
                fields.get("task"),
                data(fields.get("data")));
    }

    private static Instant instant(String id, @Nullable String at) {
        try {
            return Instant.parse(String.valueOf(at));
        } catch (DateTimeParseException e) {
            // Redis's own clock stands in the entry's id.
            return Instant.ofEpochMilli(number(id.substring(0, id.indexOf('-'))));
        }
    }

    private static long number(@Nullable String text) {
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> data(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return ContractJson.read(json, Map.class);
        } catch (ContractException e) {
            return Map.of("unreadable", json);
        }
    }
}
