package dev.larry.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in whole seconds as {@code 30s}, {@code 15m}, {@code 1h30m} or {@code 7d}, up to ten
 * thousand days.
 */
public final class TimeSpans {
    private static final Pattern GRAMMAR =
            Pattern.compile("(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?");

    /** The longest; sums of many of them are far from overflow. */
    static final Duration LONGEST = Duration.ofDays(10_000);

    private TimeSpans() {}

    /**
     * Reads a duration.
     *
     * @throws InvalidValueException where the text is none
     */
    public static Duration parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new InvalidValueException(
                    "",
                    "'" + text + "'",
                    "a duration such as 30s, 15m, 1h30m or 7d",
                    "write a number and its unit");
        }
        try {
            Duration span =
                    Duration.ofDays(part(matcher, 1))
                            .plusHours(part(matcher, 2))
                            .plusMinutes(part(matcher, 3))
                            .plusSeconds(part(matcher, 4));
            if (span.compareTo(LONGEST) <= 0) {
                return span;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Longer than any number of seconds: too long, like the others.
        }
        throw new InvalidValueException(
                "", "'" + text + "'", "a duration of at most " + format(LONGEST), "lower it");
    }

    /** The shortest text that {@link #parse} reads back to the same duration. */
    public static String format(Duration span) {
        StringBuilder text = new StringBuilder();
        append(text, span.toDays(), 'd');
        append(text, span.toHoursPart(), 'h');
        append(text, span.toMinutesPart(), 'm');
        append(text, span.toSecondsPart(), 's');
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static void append(StringBuilder text, long number, char unit) {
        if (number != 0) {
            text.append(number).append(unit);
        }
    }
}
