package dev.larry.agent.redis;

import java.util.function.LongSupplier;

/**
 * The run's epoch as this process knows it: how often Redis may have lost writes, plus one. The
 * run's record has it; it is read anew whenever Redis refuses the one that is known.
 */
public final class Epoch {
    private final LongSupplier record;
    private volatile long known;

    /**
     * @param record reads the run's record
     */
    public Epoch(LongSupplier record) {
        this.record = record;
    }

    /** The one that is known; read from the record at first. */
    public long known() {
        return known == 0 ? refresh() : known;
    }

    /** The record's. */
    public long refresh() {
        known = record.getAsLong();
        return known;
    }

    /** As scripts name it: state that was built for one server is no other's. */
    static String name(long number, Server server) {
        return number + "@" + server.identity();
    }
}
