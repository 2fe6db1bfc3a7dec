package dev.larry.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task's parameters: texts, whole numbers, booleans, and lists of these, by name.
 *
 * @param values in order of name; values are {@link String}, {@link Long}, {@link Boolean} or
 *     {@link List}
 */
public record Parameters(SortedMap<String, Object> values) {
    public static final Parameters NONE = new Parameters(new TreeMap<>());

    public Parameters {
        TreeMap<String, Object> copy = new TreeMap<>();
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            copy.put(entry.getKey(), plain(entry.getKey(), entry.getValue()));
        }
        values = Collections.unmodifiableSortedMap(copy);
    }

    private static Object plain(String name, Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number;
            case Integer number -> Long.valueOf(number);
            case Boolean truth -> truth;
            case List<?> list -> list.stream().map(element -> plain(name, element)).toList();
            default ->
                    throw new InvalidValueException(
                            name,
                            value.getClass().getSimpleName(),
                            "text, a whole number, true, false or a list of these",
                            "correct it");
        };
    }

    /** The texts of a list, empty where there is none. */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }
}
