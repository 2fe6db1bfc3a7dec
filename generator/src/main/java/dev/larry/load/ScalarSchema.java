package dev.larry.load;

import dev.larry.model.Bytes;
import dev.larry.model.MilliCpu;
import dev.larry.model.Port;
import dev.larry.model.Syntax;
import dev.larry.model.TaskKind;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What JSON Schema says of a value that is written as one scalar. YAML reads a bare number as a
 * number, so numbers are allowed wherever the text of one would be.
 */
final class ScalarSchema {
    private static final String DECIMAL =
            "[+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]+)?";

    private ScalarSchema() {}

    /**
     * The schema of a type.
     *
     * @param syntax that a text must have
     */
    static Map<String, Object> of(Class<?> type, @Nullable Syntax syntax) {
        if (type.isEnum()) {
            return Map.of("enum", Scalars.words(type));
        }
        if (type == boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class) {
            return Map.of("type", "integer");
        }
        if (type == Port.class) {
            return ordered("type", "integer", "minimum", 1, "maximum", 65535);
        }
        if (type == MilliCpu.class || type == Bytes.class) {
            return quantity(DECIMAL);
        }
        if (type == Tokens.class) {
            return quantity("[0-9]+[kM]?");
        }
        if (type == Duration.class) {
            return ordered(
                    "type", "string", "pattern", "^(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$");
        }
        if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (type == LocalDate.class) {
            return ordered("type", "string", "format", "date");
        }
        return text(syntax);
    }

    /** The schema of a parameter of a task. */
    static Map<String, Object> of(TaskKind.Type type) {
        return switch (type) {
            case TEXT -> ordered("type", "string", "minLength", 1);
            case TEXTS ->
                    ordered(
                            "type",
                            "array",
                            "minItems",
                            1,
                            "items",
                            Map.of("type", List.of("string", "number", "boolean")));
            case NUMBER -> Map.of("type", "integer");
            case BOOLEAN -> Map.of("type", "boolean");
        };
    }

    /** Keys and values in turn, in an order that is the same in every run. */
    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            ordered.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return ordered;
    }

    private static Map<String, Object> text(@Nullable Syntax syntax) {
        List<String> types = List.of("string", "number", "boolean");
        return syntax == null
                ? Map.of("type", types)
                : ordered("type", types, "pattern", EnvironmentSchema.anchored(syntax.regex()));
    }

    private static Map<String, Object> quantity(String regex) {
        return ordered(
                "type",
                List.of("string", "number"),
                "pattern",
                EnvironmentSchema.anchored(regex),
                "minimum",
                0);
    }
}
