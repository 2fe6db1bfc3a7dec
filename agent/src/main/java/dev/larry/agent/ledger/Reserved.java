package dev.larry.agent.ledger;

/** The answer to a reservation. */
public sealed interface Reserved {
    /**
     * Set aside at every level.
     *
     * @param left to the holder
     */
    record Granted(long left) implements Reserved {}

    /**
     * Refused, and nothing set aside.
     *
     * @param level the node of the ledger's tree that is exhausted
     * @param left there
     */
    record Refused(String level, long left) implements Reserved {}

    /** The claim's lease is not held any more; Redis knows this fence. */
    record Stale(long fence) implements Reserved {}

    /**
     * This operation was settled, released, expired or lost before.
     *
     * @param state which
     */
    record Closed(String state) implements Reserved {}

    /** The ledger has no such node. */
    record Absent(String level) implements Reserved {}
}
