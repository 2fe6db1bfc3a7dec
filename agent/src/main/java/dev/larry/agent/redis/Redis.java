package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.ExitCode;
import dev.larry.model.TimeSpans;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/**
 * One connection to Redis that comes back by itself: a call is tried again, on a new connection,
 * until its patience ends. So every call must bear being made twice; scripts see to that with an
 * operation's id. One call at a time; who must not wait for others opens {@link #another}.
 */
public final class Redis implements AutoCloseable {
    /**
     * Answers of a server that is not (or no longer) the one that takes writes, or not yet ready.
     */
    private static final Pattern PASSING =
            Pattern.compile(
                    "(READONLY|LOADING|MASTERDOWN|NOREPLICAS|OOM|BUSY|MISCONF|TRYAGAIN)\\b.*");

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long ACKNOWLEDGE_MILLIS = 1_000;

    private final RedisSettings settings;
    private final Connector connector;
    private final Duration patience;
    private @Nullable Jedis open;

    private Redis(RedisSettings settings, Duration patience) {
        this.settings = settings;
        this.connector = new Connector(settings);
        this.patience = patience;
    }

    /**
     * Connects.
     *
     * @param patience how long a call is tried before Redis counts as away
     */
    public static Redis connect(RedisSettings settings, Duration patience) {
        Redis redis = new Redis(settings, patience);
        redis.connector.check();
        redis.call(Jedis::ping);
        return redis;
    }

    /** A connection of its own to the same Redis, opened at its first call. */
    public Redis another() {
        return new Redis(settings, patience);
    }

    /** Calls with the usual patience. */
    public <T extends @Nullable Object> T call(Function<Jedis, T> command) {
        return call(patience, command);
    }

    /** Calls, again and again until it is answered or the patience ends. */
    public synchronized <T extends @Nullable Object> T call(
            Duration patience, Function<Jedis, T> command) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                Jedis redis = open;
                if (redis == null) {
                    redis = connector.open();
                    open = redis;
                }
                return command.apply(redis);
            } catch (JedisException e) {
                close();
                refuseIfFinal(e);
                if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                    throw new AgentException(
                            ExitCode.REDIS_AWAY,
                            "redis "
                                    + connector.place()
                                    + ": not reached in "
                                    + TimeSpans.format(patience)
                                    + ": "
                                    + reason(e),
                            e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Runs a script; its answer is a list of texts. */
    public List<String> eval(Script script, List<String> keys, List<String> arguments) {
        return eval(patience, 0, script, keys, arguments);
    }

    /**
     * Runs a script that writes and waits, on the same connection, until as many replicas have it
     * as the settings ask for; too few counts as not answered. Redis docs, "WAIT".
     */
    public List<String> evalAcknowledged(
            Duration patience, Script script, List<String> keys, List<String> arguments) {
        return eval(patience, settings.acknowledgements(), script, keys, arguments);
    }

    /** As the other, with the usual patience. */
    public List<String> evalAcknowledged(Script script, List<String> keys, List<String> arguments) {
        return evalAcknowledged(patience, script, keys, arguments);
    }

    private List<String> eval(
            Duration patience,
            int acknowledgements,
            Script script,
            List<String> keys,
            List<String> arguments) {
        if (keys.size() != script.keys()) {
            throw new IllegalArgumentException(
                    script.name() + " has " + script.keys() + " keys, not " + keys.size());
        }
        return call(
                patience,
                redis -> {
                    Object answer = evaluate(redis, script, keys, arguments);
                    if (acknowledgements > 0) {
                        long replicas = redis.waitReplicas(acknowledgements, ACKNOWLEDGE_MILLIS);
                        if (replicas < acknowledgements) {
                            throw new JedisConnectionException(
                                    "NOREPLICAS "
                                            + replicas
                                            + " of "
                                            + acknowledgements
                                            + " replicas acknowledged");
                        }
                    }
                    return answer instanceof List<?> list
                            ? list.stream().map(String::valueOf).toList()
                            : List.of(String.valueOf(answer));
                });
    }

    private static Object evaluate(
            Jedis redis, Script script, List<String> keys, List<String> arguments) {
        try {
            return redis.evalsha(script.sha(), keys, arguments);
        } catch (JedisNoScriptException e) {
            return redis.eval(script.text(), keys, arguments);
        }
    }

    private void refuseIfFinal(JedisException e) {
        for (Throwable cause : reasons(e)) {
            if (cause instanceof SSLException
                    || cause instanceof JedisAccessControlException
                    || cause instanceof JedisDataException data
                            && !PASSING.matcher(text(data)).matches()) {
                throw new AgentException(
                        ExitCode.BAD_REDIS,
                        "redis " + connector.place() + ": refused: " + text(cause),
                        e);
            }
        }
    }

    private static String reason(Throwable e) {
        return text(reasons(e).getLast());
    }

    /** Itself and what lies behind it; Jedis keeps what each address answered as suppressed. */
    private static List<Throwable> reasons(Throwable e) {
        List<Throwable> reasons = new ArrayList<>();
        for (Throwable next = e; next != null && !reasons.contains(next); ) {
            reasons.add(next);
            next =
                    next.getCause() != null || next.getSuppressed().length == 0
                            ? next.getCause()
                            : next.getSuppressed()[0];
        }
        return reasons;
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            try {
                open.close();
            } catch (JedisException e) {
                // It was broken already; there is nothing left to close.
            }
            open = null;
        }
    }
}
