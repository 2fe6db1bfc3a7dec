package dev.larry.agent.events;

/**
 * One process that writes events and numbers them from 1 without a gap, so that a reader sees what
 * is missing.
 */
public final class Producer {
    private final String id;
    private long last;

    /**
     * @param id unique to the process
     */
    public Producer(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The number of the next event; the same until it is {@link #used}. */
    public synchronized long next() {
        return last + 1;
    }

    /** The event of this number is written, or given up. */
    public synchronized void used(long number) {
        last = Math.max(last, number);
    }
}
