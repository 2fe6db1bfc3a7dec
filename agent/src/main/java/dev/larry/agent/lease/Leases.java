package dev.larry.agent.lease;

import dev.larry.agent.redis.Announcement;
import dev.larry.agent.redis.Guard;
import dev.larry.agent.redis.Redis;
import dev.larry.agent.redis.Script;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Leases of tasks in Redis. A granted lease is held only when the task's record was raised to its
 * fence: the one that it was asked for under, or one that {@link #bind} gives it. Whoever forgets
 * Redis still cannot commit with an old one.
 */
public final class Leases {
    private static final Script ACQUIRE = Script.load(Leases.class, "acquire", 6);
    private static final Script BIND = Script.load(Leases.class, "bind", 6);
    private static final Script RENEW = Script.load(Leases.class, "renew", 3);
    private static final Script RELEASE = Script.load(Leases.class, "release", 3);
    private static final Script COMPLETE = Script.load(Leases.class, "complete", 9);
    private static final Script RESTORE = Script.load(Leases.class, "restore", 3);

    private final Guard guard;
    private final RedisKeys keys;
    private final Duration ttl;

    /**
     * @param ttl how long a lease lasts unless renewed
     */
    public Leases(Guard guard, Duration ttl) {
        this.guard = guard;
        this.keys = guard.keys();
        this.ttl = ttl;
    }

    /** The same leases over another connection. */
    public Leases over(Redis connection) {
        return new Leases(guard.over(connection), ttl);
    }

    /** How long a lease lasts unless renewed. */
    public Duration ttl() {
        return ttl;
    }

    /**
     * Asks for a lease; what a holder before it had reserved counts as spent once it is bound to a
     * higher fence.
     *
     * @param owner one process
     * @param opId the same for a repeated call
     * @param fence what the record will be raised to if nothing changes it meanwhile; 0 where that
     *     is not known
     * @param path whose tokens the task draws
     */
    public Acquired acquire(String task, String owner, String opId, long fence, TokenPath path) {
        long asked = System.nanoTime();
        List<String> answer =
                guard.eval(
                        ACQUIRE,
                        keysOf(task, path),
                        List.of(owner, opId, millis(ttl), Long.toString(fence)));
        return switch (answer.getFirst()) {
            case "DONE" -> new Acquired.Done();
            case "DEAD" -> new Acquired.Dead();
            case "BUSY" ->
                    new Acquired.Busy(
                            Duration.ofMillis(Math.max(0, Long.parseLong(answer.get(1)))),
                            answer.get(2));
            default -> new Acquired.Granted(asked, Long.parseLong(answer.get(1)));
        };
    }

    /**
     * Holds a granted lease under the fence that its record gave since. Redis is asked only where
     * that is another than the lease was granted under, or where half of the lease has gone by.
     *
     * @param path whose tokens the task draws
     * @return empty where it ended meanwhile
     */
    public Optional<Lease> hold(
            Acquired.Granted granted, String task, String owner, long fence, TokenPath path) {
        Lease lease = new Lease(this, task, owner, fence, granted.asked());
        return granted.fence() == fence && lease.left().compareTo(ttl.dividedBy(2)) > 0
                ? Optional.of(lease)
                : bind(task, owner, fence, path);
    }

    /**
     * Gives a granted lease its fence; what a holder before it had reserved counts as spent.
     *
     * @param path whose tokens the task draws
     * @return empty where it ended meanwhile
     */
    public Optional<Lease> bind(String task, String owner, long fence, TokenPath path) {
        long asked = System.nanoTime();
        List<String> answer =
                guard.eval(
                        BIND,
                        keysOf(task, path),
                        List.of(owner, Long.toString(fence), millis(ttl)));
        return answer.getFirst().equals("HELD")
                ? Optional.of(new Lease(this, task, owner, fence, asked))
                : Optional.empty();
    }

    /**
     * Whether it was renewed; false: it is another's, or nobody's.
     *
     * @param alone whether it may have ended because Redis was away: then it is taken up again
     *     unless another was granted one since
     */
    boolean renew(String task, String owner, long fence, Duration patience, boolean alone) {
        return guard.eval(
                        patience,
                        RENEW,
                        keysOf(task),
                        List.of(owner, Long.toString(fence), millis(ttl), alone ? "1" : "0"))
                .getFirst()
                .equals("RENEWED");
    }

    /** Gives a lease back before its end. */
    public void release(String task, String owner) {
        guard.eval(RELEASE, keysOf(task), List.of(owner));
    }

    /**
     * Tells Redis how an attempt ended, after its record has said so: in one step the lease is
     * dropped, what is still reserved is spent, an ended task arrives at the barrier, and the event
     * is appended. Told again, whoever tells it, nothing changes.
     *
     * @param record as it says now: open again, done or dead
     * @param path whose tokens the task drew
     * @param barrier the generation that awaits the task
     * @return what came of it
     */
    public Told complete(
            TaskRecordDocument record, TokenPath path, int barrier, Announcement event) {
        List<String> keysOf = new ArrayList<>(keysOf(record.task(), path));
        keysOf.addAll(List.of(keys.barrier(barrier), event.stream(), event.producer()));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                Long.toString(record.fence()),
                                state(record) + "#" + record.fence(),
                                state(record),
                                record.task(),
                                event.channel(),
                                Long.toString(event.number())));
        arguments.addAll(event.fields());
        return Told.valueOf(guard.eval(COMPLETE, keysOf, arguments).getFirst());
    }

    /** What telling Redis of an end came to. */
    public enum Told {
        /** It knows now, and the event is written. */
        COMPLETED,
        /** It knew, from another event. */
        KNOWN,
        /** It knows a higher fence. */
        STALE
    }

    /** What Redis believes of a task, empty where it was never told. */
    public String state(String task) {
        return Optional.ofNullable(
                        guard.redis().call(redis -> redis.hget(keys.task(task), "state")))
                .orElse("");
    }

    /**
     * Puts back what a record says, while the state of an epoch is built; a holder keeps its lease.
     *
     * @return whether Redis had been told of this very state, and so of all before it; empty where
     *     another epoch is being built
     */
    public Optional<Boolean> restore(long epoch, TaskRecordDocument record) {
        List<String> answer =
                guard.build(
                        epoch,
                        RESTORE,
                        keysOf(record.task()),
                        List.of(
                                state(record),
                                Long.toString(record.fence()),
                                record.owner() == null ? "" : record.owner(),
                                millis(ttl)));
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer.get(1).equals("kept"));
    }

    private List<String> keysOf(String task) {
        return List.of(keys.task(task), keys.lease(task));
    }

    private List<String> keysOf(String task, TokenPath path) {
        List<String> all = new ArrayList<>(8);
        all.addAll(keysOf(task));
        path.nodes().forEach(node -> all.add(keys.tokens(node)));
        return all;
    }

    private static String state(TaskRecordDocument record) {
        State state = record.state();
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String millis(Duration span) {
        return Long.toString(span.toMillis());
    }
}
