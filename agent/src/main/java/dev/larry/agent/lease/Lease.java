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
    private volatile boolean alone;

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

    /**
     * What is left of it, negative when it has ended. While Redis is away nobody can renew it and,
     * but for a holder that is cut off alone, nobody can take it over either: a running task may
     * finish, and its record decides.
     */
    public Duration left() {
        return alone ? leases.ttl() : Duration.ofNanos(end - System.nanoTime());
    }

    /** Whether Redis is away, so that it could not be renewed in time. */
    public boolean alone() {
        return alone;
    }

    /** Redis is away, and was asked in vain until now. */
    void leaveAlone() {
        alone = true;
    }

    /**
     * Renews it; only an acknowledged renewal moves its end.
     *
     * @return false where it is lost
     */
    boolean renew(Leases connection) {
        // What is left after that is for saying so before the lease ends here.
        Duration left = left().multipliedBy(2).dividedBy(3);
        if (left.isNegative()) {
            return false;
        }
        long asked = System.nanoTime();
        if (!connection.renew(task, owner, fence, left, alone)) {
            return false;
        }
        end = endFrom(asked);
        alone = false;
        return true;
    }

    /** A twentieth is kept back for stopping the child before Redis lets another begin. */
    private long endFrom(long asked) {
        long ttl = leases.ttl().toNanos();
        return asked + ttl - ttl / 20;
    }
}
