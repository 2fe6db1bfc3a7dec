package dev.larry.load;

import dev.larry.model.Bytes;
import dev.larry.model.InvalidValueException;
import dev.larry.model.KubernetesWord;
import dev.larry.model.MilliCpu;
import dev.larry.model.Port;
import dev.larry.model.TimeSpans;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Types that are written as one scalar: how each is read, and what JSON Schema says of it. */
final class Scalars {
    private static final Map<Class<?>, String> MEANINGS =
            Map.of(
                    MilliCpu.class, "CPU in cores or thousandths, such as 2, 0.5 or 500m",
                    Bytes.class, "bytes such as 512Mi or 4Gi",
                    Tokens.class, "whole tokens such as 8000, 8k or 2M",
                    Port.class, "a port from 1 to 65535",
                    Duration.class, "a duration such as 30s, 15m, 1h30m or 7d",
                    LocalDate.class, "a day such as 2026-01-31",
                    Instant.class, "an instant in UTC such as 2026-01-31T08:00:00Z",
                    int.class, "a whole number",
                    boolean.class, "true or false");

    private Scalars() {}

    /**
     * Reads a scalar's text as a type.
     *
     * @throws InvalidValueException where it is none
     */
    static Object read(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == MilliCpu.class) {
            return MilliCpu.parse(text);
        }
        if (type == Bytes.class) {
            return Bytes.parse(text);
        }
        if (type == Tokens.class) {
            return Tokens.parse(text);
        }
        if (type == Port.class) {
            return Port.parse(text);
        }
        if (type == Duration.class) {
            return TimeSpans.parse(text);
        }
        if (type == Instant.class) {
            return instant(text);
        }
        if (type == LocalDate.class) {
            return day(text);
        }
        if (type == int.class) {
            return number(text);
        }
        if (type == boolean.class) {
            return truth(text);
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        throw new IllegalStateException("no scalar type: " + type);
    }

    static boolean isScalar(Class<?> type) {
        return type == String.class
                || type == MilliCpu.class
                || type == Bytes.class
                || type == Tokens.class
                || type == Port.class
                || type == Duration.class
                || type == Instant.class
                || type == LocalDate.class
                || type == int.class
                || type == boolean.class
                || type.isEnum();
    }

    /** What a scalar of a type may be, in words. */
    static String meaning(Class<?> type) {
        if (type.isEnum()) {
            return String.join(", ", words(type));
        }
        return MEANINGS.getOrDefault(type, "text");
    }

    /** The words of an enum in the order of its constants. */
    static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Scalars::word).toList();
    }

    private static String word(Object constant) {
        return constant instanceof KubernetesWord word
                ? word.text()
                : ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        List<String> words = words(type);
        throw new InvalidValueException(
                "",
                "'" + text + "'",
                String.join(", ", words),
                Suggestion.remedy(text, words, "use one of these"));
    }

    private static Integer number(String text) {
        if (!text.matches("-?[0-9]{1,9}")) {
            throw new InvalidValueException("", "'" + text + "'", "a whole number", "correct it");
        }
        return Integer.valueOf(text);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new InvalidValueException(
                            "", "'" + text + "'", "true or false", "write one of the two");
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValueException(
                    "",
                    "'" + text + "'",
                    "an instant in UTC such as 2026-01-31T08:00:00Z",
                    "write date, T, time and Z");
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValueException(
                    "",
                    "'" + text + "'",
                    "a day such as 2026-01-31",
                    "write year, month and day of a day that there is");
        }
    }
}
