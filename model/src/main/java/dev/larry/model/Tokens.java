package dev.larry.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LLM tokens, exact and never negative; {@code 8k} is 8,000. */
public record Tokens(long value) implements Comparable<Tokens> {
    public static final Tokens ZERO = new Tokens(0);
    private static final Pattern GRAMMAR = Pattern.compile("([0-9]+)([kM]?)");

    public Tokens {
        if (value < 0) {
            throw new InvalidValueException("", Long.toString(value), "0 or more", "raise it");
        }
    }

    /**
     * Reads {@code 8000}, {@code 8k} or {@code 2M}.
     *
     * @throws InvalidValueException where it is none of these
     */
    public static Tokens parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (matcher.matches()) {
            try {
                long number = Long.parseLong(matcher.group(1));
                long factor =
                        matcher.group(2).isEmpty()
                                ? 1
                                : matcher.group(2).equals("k") ? 1_000 : 1_000_000;
                return new Tokens(Math.multiplyExact(number, factor));
            } catch (ArithmeticException | NumberFormatException e) {
                throw new InvalidValueException(
                        "", "'" + text + "'", "tokens below 2^63", "lower it");
            }
        }
        throw new InvalidValueException(
                "",
                "'" + text + "'",
                "whole tokens such as 8000, 8k or 2M",
                "write a whole number, k = 1,000, M = 1,000,000");
    }

    /** The sum; {@link ArithmeticException} on overflow. */
    public Tokens plus(Tokens other) {
        return new Tokens(Math.addExact(value, other.value));
    }

    @Override
    public int compareTo(Tokens other) {
        return Long.compare(value, other.value);
    }

    /** With thousands separated by commas, for people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
