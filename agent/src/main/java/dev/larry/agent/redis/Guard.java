package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.RedisKeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs scripts under the run's epoch: their first key is the run's hash, their first two arguments
 * are the epoch and how long to keep keys. While Redis holds another epoch, or is another server
 * than the one whose state was built, a call waits until the meta-coordinator has built it.
 */
public final class Guard {
    private static final String STALE = "STALE_EPOCH";
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Redis redis;
    private final RedisKeys keys;
    private final Epoch epoch;
    private final String keep;
    private final BooleanSupplier mend;

    /**
     * @param keep how long the run's keys are kept
     */
    public Guard(Redis redis, RedisKeys keys, Epoch epoch, Duration keep) {
        this(redis, keys, epoch, Long.toString(keep.toMillis()), () -> false);
    }

    private Guard(Redis redis, RedisKeys keys, Epoch epoch, String keep, BooleanSupplier mend) {
        this.redis = redis;
        this.keys = keys;
        this.epoch = epoch;
        this.keep = keep;
        this.mend = mend;
    }

    /** The same over another connection. */
    public Guard over(Redis connection) {
        return new Guard(connection, keys, epoch, keep, mend);
    }

    /**
     * The same for the one that builds the state: where a call would wait for it, it is built, for
     * nobody else does.
     *
     * @param look builds it, not over this guard, and says whether it did
     */
    public Guard mending(BooleanSupplier look) {
        return new Guard(redis, keys, epoch, keep, look);
    }

    public RedisKeys keys() {
        return keys;
    }

    /** For calls that only read. */
    public Redis redis() {
        return redis;
    }

    /** Runs a script with the usual patience. */
    public List<String> eval(Script script, List<String> keysOf, List<String> arguments) {
        return eval(redis.patience(), script, keysOf, arguments);
    }

    /** Runs a script, again and again until it is answered under an epoch or the patience ends. */
    public List<String> eval(
            Duration patience, Script script, List<String> keysOf, List<String> arguments) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long number = epoch.known();
            List<String> answer =
                    redis.evalAcknowledged(
                            patience,
                            script,
                            with(keys.run(), keysOf),
                            server -> with(Epoch.name(number, server), with(keep, arguments)));
            if (!answer.getFirst().equals(STALE)) {
                return answer;
            }
            if (epoch.refresh() == number && !mend.getAsBoolean()) {
                if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                    throw new AgentException(
                            ExitCode.REDIS_AWAY,
                            "redis "
                                    + redis.place()
                                    + ": may have lost writes and holds no state of epoch "
                                    + number
                                    + "; the meta-coordinator rebuilds it");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * Runs a script that builds the state of an epoch on the server that answers.
     *
     * @return empty where another epoch is being built, or this one on another server
     */
    public List<String> build(
            long number, Script script, List<String> keysOf, List<String> arguments) {
        List<String> answer =
                redis.evalAcknowledged(
                        redis.patience(),
                        script,
                        with(keys.run(), keysOf),
                        server -> with(Epoch.name(number, server), with(keep, arguments)));
        return answer.getFirst().equals(STALE) ? List.of() : answer;
    }

    private static List<String> with(String first, List<String> rest) {
        List<String> all = new ArrayList<>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return all;
    }
}
