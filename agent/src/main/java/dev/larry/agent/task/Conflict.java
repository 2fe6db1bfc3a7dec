package dev.larry.agent.task;

import java.time.Duration;

/**
 * Tells a lease that a dead process of the same Larry left, which ends within its TTL, from a
 * holder that lives and renews it, and from another Larry's.
 */
final class Conflict {
    private final String larry;
    private final long patience;
    private String holder = "";
    private long since;
    private boolean told;

    Conflict(String larry, Duration ttl) {
        this.larry = larry;
        this.patience = ttl.plusSeconds(1).toNanos();
    }

    /** Whether this holder has just been found to be in the way; said once for each. */
    boolean withHolder(String name) {
        if (!name.equals(holder)) {
            holder = name;
            since = System.nanoTime();
            told = false;
        }
        if (told || (isOurs(name, larry) && System.nanoTime() - since < patience)) {
            return false;
        }
        told = true;
        return true;
    }

    /** Whether a process is of this Larry, by its name. */
    static boolean isOurs(String holder, String larry) {
        return holder.startsWith(larry + "/");
    }
}
