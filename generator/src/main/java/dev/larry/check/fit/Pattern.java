package dev.larry.check.fit;

import java.util.Arrays;

/** What one node of a type may hold at the same time. */
final class Pattern {
    private final int type;
    private final int[] times;
    private final long worth;

    /**
     * A pattern.
     *
     * @param times how many of each kind; kept as it is
     * @param worth the sum of the kinds' weights, where it was sought by weight
     */
    Pattern(int type, int[] times, long worth) {
        this.type = type;
        this.times = times;
        this.worth = worth;
    }

    int type() {
        return type;
    }

    int times(int kind) {
        return times[kind];
    }

    long worth() {
        return worth;
    }

    /** Whether it is of the same type and holds the same. */
    boolean isSame(Pattern other) {
        return type == other.type && Arrays.equals(times, other.times);
    }
}
