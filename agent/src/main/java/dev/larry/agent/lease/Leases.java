package dev.larry.agent.lease;

import dev.larry.agent.redis.Redis;
import dev.larry.agent.redis.Script;
import dev.larry.contract.RedisKeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leases of tasks in Redis. A granted lease is held only when {@link #bind} has given it the fence
 * that its task record was raised to; whoever forgets Redis still cannot commit with an old one.
 */
public final class Leases {
    private static final Script ACQUIRE = Script.load(Leases.class, "acquire", 2);
    private static final Script BIND = Script.load(Leases.class, "bind", 2);
    private static final Script RENEW = Script.load(Leases.class, "renew", 2);
    private static final Script RELEASE = Script.load(Leases.class, "release", 2);
    private static final Script COMPLETE = Script.load(Leases.class, "complete", 4);

    private final Redis redis;
    private final RedisKeys keys;
    private final Duration ttl;
    private final Duration keep;

    /**
     * @param ttl how long a lease lasts unless renewed
     * @param keep how long the run's keys are kept
     */
    public Leases(Redis redis, RedisKeys keys, Duration ttl, Duration keep) {
        this.redis = redis;
        this.keys = keys;
        this.ttl = ttl;
        this.keep = keep;
    }

    /** The same leases over another connection. */
    public Leases over(Redis connection) {
        return new Leases(connection, keys, ttl, keep);
    }

    /** How long a lease lasts unless renewed. */
    public Duration ttl() {
        return ttl;
    }

    /**
     * Asks for a lease.
     *
     * @param owner one process
     * @param opId the same for a repeated call
     */
    public Acquired acquire(String task, String owner, String opId) {
        long asked = System.nanoTime();
        List<String> answer =
                redis.evalAcknowledged(
                        ACQUIRE, keysOf(task), List.of(owner, opId, millis(ttl), millis(keep)));
        return switch (answer.getFirst()) {
            case "DONE" -> new Acquired.Done();
            case "DEAD" -> new Acquired.Dead();
            case "BUSY" ->
                    new Acquired.Busy(
                            Duration.ofMillis(Math.max(0, Long.parseLong(answer.get(1)))),
                            answer.get(2));
            default -> new Acquired.Granted(asked);
        };
    }

    /** Gives a granted lease its fence; empty where it ended meanwhile. */
    public Optional<Lease> bind(String task, String owner, long fence) {
        long asked = System.nanoTime();
        List<String> answer =
                redis.evalAcknowledged(
                        BIND,
                        keysOf(task),
                        List.of(owner, Long.toString(fence), millis(ttl), millis(keep)));
        return answer.getFirst().equals("HELD")
                ? Optional.of(new Lease(this, task, owner, fence, asked))
                : Optional.empty();
    }

    /** Whether it was renewed; false: it is another's, or nobody's. */
    boolean renew(String task, String owner, long fence, Duration patience) {
        return redis.evalAcknowledged(
                        patience,
                        RENEW,
                        keysOf(task),
                        List.of(owner, Long.toString(fence), millis(ttl), millis(keep)))
                .getFirst()
                .equals("RENEWED");
    }

    /** Gives a lease back before its end. */
    public void release(String task, String owner) {
        redis.evalAcknowledged(RELEASE, keysOf(task), List.of(owner, millis(keep)));
    }

    /**
     * Tells Redis how a task ended, after its record has said so.
     *
     * @return false where Redis knows a higher fence
     */
    public boolean complete(Completion completion) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                completion.owner(),
                                Long.toString(completion.fence()),
                                completion.opId(),
                                completion.state(),
                                millis(keep),
                                completion.channel(),
                                Long.toString(completion.number())));
        arguments.addAll(completion.event());
        List<String> keysOf = new ArrayList<>(keysOf(completion.task()));
        keysOf.add(keys.events());
        keysOf.add(keys.worker(completion.producer()));
        return redis.evalAcknowledged(COMPLETE, keysOf, arguments).getFirst().equals("COMPLETED");
    }

    private List<String> keysOf(String task) {
        return List.of(keys.task(task), keys.lease(task));
    }

    private static String millis(Duration span) {
        return Long.toString(span.toMillis());
    }

    /**
     * How a task ended.
     *
     * @param state done or dead
     * @param number the producer's number of the event
     * @param event its fields and values
     */
    public record Completion(
            String task,
            String owner,
            long fence,
            String opId,
            String state,
            String producer,
            String channel,
            long number,
            List<String> event) {
        public Completion {
            event = List.copyOf(event);
        }
    }
}
