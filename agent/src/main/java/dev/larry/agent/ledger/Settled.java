package dev.larry.agent.ledger;

/** The answer to the end of a reservation. */
public sealed interface Settled {
    /**
     * Ended by this call, or by the same one before.
     *
     * @param charged tokens spent by it
     * @param overrun tokens used beyond every cap: not charged, counted
     */
    record Charged(long charged, long overrun) implements Settled {}

    /**
     * It had ended otherwise.
     *
     * @param state settled, released, expired or lost (with its holder's lease)
     * @param charged tokens spent by it
     */
    record Closed(String state, long charged) implements Settled {}

    /** It is still open: its deadline has not come. */
    record Open() implements Settled {}

    /** No such reservation, or it was lost by Redis and its tokens were charged to its holder. */
    record Absent() implements Settled {}
}
