package dev.larry.agent.worker;

import java.time.Duration;

/**
 * Tells a lease that a dead process left, which ends within its TTL, from a holder that lives and
 * renews it.
 */
final class Conflict {
    private final long patience;
    private String holder = "";
    private long since;
    private boolean told;

    Conflict(Duration ttl) {
        this.patience = ttl.plusSeconds(1).toNanos();
    }

    /** Whether this holder has just been found to live; said once for each. */
    boolean withHolder(String name) {
        if (!name.equals(holder)) {
            holder = name;
            since = System.nanoTime();
            told = false;
        }
        if (told || System.nanoTime() - since < patience) {
            return false;
        }
        told = true;
        return true;
    }
}
