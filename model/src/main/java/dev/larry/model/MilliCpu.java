package dev.larry.model;

import java.math.BigDecimal;

/** CPU in thousandths of a core, exact and never negative. */
public record MilliCpu(long value) implements Comparable<MilliCpu> {
    public static final MilliCpu ZERO = new MilliCpu(0);

    public MilliCpu {
        if (value < 0) {
            throw new InvalidValueException("", Long.toString(value), "0 or more", "raise it");
        }
    }

    /**
     * Reads a quantity such as {@code 2}, {@code 0.5} or {@code 500m}.
     *
     * @throws InvalidValueException where it is none, negative or finer than a thousandth
     */
    public static MilliCpu parse(String text) {
        return new MilliCpu(
                Quantity.whole(
                        text,
                        BigDecimal.valueOf(1000),
                        "CPU in cores or thousandths, such as 2, 0.5 or 500m",
                        "write whole thousandths of a core"));
    }

    /** The sum; {@link ArithmeticException} on overflow. */
    public MilliCpu plus(MilliCpu other) {
        return new MilliCpu(Math.addExact(value, other.value));
    }

    /** The multiple; {@link ArithmeticException} on overflow. */
    public MilliCpu times(long factor) {
        return new MilliCpu(Math.multiplyExact(value, factor));
    }

    /** The greater of the two. */
    public MilliCpu max(MilliCpu other) {
        return value >= other.value ? this : other;
    }

    @Override
    public int compareTo(MilliCpu other) {
        return Long.compare(value, other.value);
    }

    /** The canonical form, which the API server leaves as it is. */
    @Override
    public String toString() {
        return value % 1000 == 0 ? Long.toString(value / 1000) : value + "m";
    }
}
