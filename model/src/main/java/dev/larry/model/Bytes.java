package dev.larry.model;

import java.math.BigDecimal;

/** Memory or storage in bytes, exact and never negative. */
public record Bytes(long value) implements Comparable<Bytes> {
    public static final Bytes ZERO = new Bytes(0);
    private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};

    public Bytes {
        if (value < 0) {
            throw new InvalidValueException("", Long.toString(value), "0 or more", "raise it");
        }
    }

    /**
     * Reads a quantity such as {@code 4Gi} or {@code 512M}.
     *
     * @throws InvalidValueException where it is none, negative or not a whole number of bytes
     */
    public static Bytes parse(String text) {
        if (text.endsWith("m")) {
            throw new InvalidValueException(
                    "",
                    "'" + text + "'",
                    "bytes such as 512Mi or 4Gi",
                    "m is a thousandth of a byte; write Mi or M");
        }
        return new Bytes(
                Quantity.whole(
                        text,
                        BigDecimal.ONE,
                        "bytes such as 512Mi or 4Gi",
                        "write a whole number of bytes"));
    }

    /** The sum; {@link ArithmeticException} on overflow. */
    public Bytes plus(Bytes other) {
        return new Bytes(Math.addExact(value, other.value));
    }

    /** The multiple; {@link ArithmeticException} on overflow. */
    public Bytes times(long factor) {
        return new Bytes(Math.multiplyExact(value, factor));
    }

    /** The greater of the two. */
    public Bytes max(Bytes other) {
        return value >= other.value ? this : other;
    }

    @Override
    public int compareTo(Bytes other) {
        return Long.compare(value, other.value);
    }

    /**
     * The canonical form, which the API server leaves as it is: the largest suffix that divides.
     */
    @Override
    public String toString() {
        return value != 0 && value % 1024 == 0 ? scaled(1024, BINARY) : scaled(1000, DECIMAL);
    }

    private String scaled(long base, String[] suffixes) {
        long rest = value;
        int step = 0;
        while (rest != 0 && rest % base == 0 && step < suffixes.length - 1) {
            rest /= base;
            step++;
        }
        return rest + suffixes[step];
    }
}
