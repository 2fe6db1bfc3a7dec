package dev.larry.agent.lease;

import java.time.Duration;

/**
 * A held lease: the time-limited right to do a task under a fence. Its end is counted on this
 * process's monotonic clock from before it was asked for, so it ends here before it ends in Redis.
 */
public final class Lease {
    private final Leases leases;
    private final String task;
    private final String owner;
    private final long fence;
    private volatile long end;

    Lease(Leases leases, String task, String owner, long fence, long asked) {
        this.leases = leases;
        this.task = task;
        this.owner = owner;
        this.fence = fence;
        this.end = endFrom(asked);
    }

    public String task() {
        return task;
    }

    public String owner() {
        return owner;
    }

    public long fence() {
        return fence;
    }

    /** How long a lease lasts unless renewed. */
    public Duration ttl() {
        return leases.ttl();
    }

    /** What is left of it, negative when it has ended. */
    public Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /**
     * Renews it; only an acknowledged renewal moves its end.
     *
     * @return false where it is lost
     */
    boolean renew(Leases connection) {
        Duration left = left();
        if (left.isNegative()) {
            return false;
        }
        long asked = System.nanoTime();
        if (!connection.renew(task, owner, fence, left)) {
            return false;
        }
        end = endFrom(asked);
        return true;
    }

    /** A twentieth is kept back for stopping the child before Redis lets another begin. */
    private long endFrom(long asked) {
        long ttl = leases.ttl().toNanos();
        return asked + ttl - ttl / 20;
    }
}
