package dev.larry.check.fit;

/** How much a search may still do, in nodes looked at: a bound that no clock decides. */
final class Effort {
    private final long all;
    private long left;

    Effort(long left) {
        this.all = left;
        this.left = left;
    }

    /** Takes some; false where nothing is left. */
    boolean spend(long steps) {
        left -= steps;
        return left >= 0;
    }

    boolean spent() {
        return left <= 0;
    }

    /** Whether more than this was done. */
    boolean spent(long steps) {
        return all - left > steps;
    }

    long left() {
        return Math.max(0, left);
    }

    /** A part for one search, taken off here as that search spends it. */
    Effort part(long most) {
        long given = Math.max(0, Math.min(most, left));
        return new Effort(given);
    }

    /** What a part did not spend is still there. */
    void settle(long most, Effort part) {
        long given = Math.max(0, Math.min(most, left));
        left -= given - Math.max(0, part.left);
    }
}
