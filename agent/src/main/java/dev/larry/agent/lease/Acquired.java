package dev.larry.agent.lease;

import java.time.Duration;

/** The answer to asking for a lease. */
public sealed interface Acquired {
    /**
     * Granted, yet not held before the record has given it a fence.
     *
     * @param asked when it was asked for, by {@link System#nanoTime}
     * @param fence that Redis knows it by
     */
    record Granted(long asked, long fence) implements Acquired {}

    /** Another holds it, for so long unless it renews. */
    record Busy(Duration left, String holder) implements Acquired {}

    /** Redis says that the task is done; its record decides. */
    record Done() implements Acquired {}

    /** Redis says that the task is dead; its record decides. */
    record Dead() implements Acquired {}
}
