package dev.larry.agent.lease;

/** Renews a lease when a turn comes, where the agent has a thread that does nothing else. */
public final class Renewal {
    private Renewal() {}

    /** Whether it was renewed. */
    public static boolean of(Lease lease, Leases leases) {
        return lease.renew(leases);
    }
}
