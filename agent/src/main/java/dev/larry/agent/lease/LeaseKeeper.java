package dev.larry.agent.lease;

import dev.larry.agent.redis.Redis;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Renews a lease at a third of its TTL, on a thread and a connection of its own, until closed. */
public final class LeaseKeeper implements AutoCloseable {
    private final Lease lease;
    private final Redis connection;
    private final Leases leases;
    private final Consumer<String> lost;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread renewer;

    /**
     * @param lost called once with the reason, as soon as the lease may no longer be relied on
     */
    public LeaseKeeper(Lease lease, Leases leases, Redis redis, Consumer<String> lost) {
        this.lease = lease;
        this.connection = redis.another();
        this.leases = leases.over(connection);
        this.lost = lost;
        this.renewer = Thread.ofPlatform().daemon().name("lease").start(this::keep);
    }

    private void keep() {
        Duration third = lease.ttl().dividedBy(3);
        try {
            while (!closed.await(third.toNanos(), TimeUnit.NANOSECONDS)) {
                if (!renew()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            lost.accept("the agent is stopping");
        }
    }

    private boolean renew() {
        try {
            if (lease.left().isNegative()) {
                lost.accept("it ended before it could be renewed");
                return false;
            }
            if (!lease.renew(leases)) {
                lost.accept("it is no longer this worker's in Redis");
                return false;
            }
            return true;
        } catch (AgentException e) {
            if (e.code() == ExitCode.REDIS_AWAY) {
                lease.leaveAlone();
                return true;
            }
            lost.accept(e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            renewer.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
