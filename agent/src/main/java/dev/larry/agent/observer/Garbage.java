package dev.larry.agent.observer;

/**
 * Collects garbage before it makes the heap grow. What a look at a large fleet made is in use until
 * the next, and so outlives the small young generation that agents run with; the serial collector
 * takes all memory that it may have before it looks for what of that is old.
 */
final class Garbage {
    /** Bytes beyond what was in use after the last collection. */
    static final long AT_MOST = 40L << 20;

    private final Runtime runtime = Runtime.getRuntime();
    private long left;

    /** Collects where there is too much of it; a small fleet does not get there for hours. */
    void look() {
        if (used() - left > AT_MOST) {
            runtime.gc();
            left = used();
        }
    }

    private long used() {
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
