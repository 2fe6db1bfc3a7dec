package dev.larry.agent.ledger;

/** The answer to asking a pool or the reserve. */
public sealed interface Granted {
    /**
     * Granted, now or by the same grant id before.
     *
     * @param tokens that this grant id was given
     * @param left in the pool or the reserve
     * @param fresh whether by this call, and so announced by it
     */
    record Given(long tokens, long left, boolean fresh) implements Granted {}

    /** Refused: no more is left. */
    record Refused(long left) implements Granted {}

    /** The ledger has no such pool or holder. */
    record Absent() implements Granted {}
}
