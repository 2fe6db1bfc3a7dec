package dev.larry.diff.object;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

/**
 * One field that differs.
 *
 * @param path such as {@code spec.template.spec.containers[worker].image}
 * @param before its value; nothing where it was not set
 * @param after its value; nothing where it is set no more
 */
public record FieldChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    /** The value as text, a dash where there is none. */
    public static String shown(@Nullable JsonNode value) {
        return value == null ? "-" : value.isTextual() ? value.asText() : value.toString();
    }
}
