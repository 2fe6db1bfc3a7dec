package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.ExitCode;
import dev.larry.model.TimeSpans;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One connection to Redis that comes back by itself: a call is tried again, on a new connection,
 * until its patience ends. So every call must bear being made twice; scripts see to that with an
 * operation's id. One call at a time; who must not wait for others opens {@link #another}.
 */
public final class Redis implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long ACKNOWLEDGE_MILLIS = 1_000;

    /** Answers of one round trip are held in memory together. */
    private static final int AT_ONCE = 500;

    private final RedisSettings settings;
    private final Connector connector;
    private final Duration patience;
    private @Nullable Connection open;

    private Redis(RedisSettings settings, Duration patience) {
        this.settings = settings;
        this.connector = new Connector(settings);
        this.patience = patience;
    }

    /** An open connection and the server that it leads to. */
    record Connection(Jedis redis, Server server) {}

    /**
     * Connects.
     *
     * @param patience how long a call is tried before Redis counts as away
     */
    public static Redis connect(RedisSettings settings, Duration patience) {
        Redis redis = new Redis(settings, patience);
        redis.connector.check();
        try {
            redis.call(Jedis::ping);
        } catch (AgentException e) {
            throw redis.explained(e);
        }
        return redis;
    }

    /** Asked at the beginning only: later it was the right way to talk, and time is short. */
    private AgentException explained(AgentException failure) {
        if (failure.code() != ExitCode.REDIS_AWAY || Thread.currentThread().isInterrupted()) {
            return failure;
        }
        return connector
                .mismatch()
                .map(what ->
                        new AgentException(
                                ExitCode.BAD_REDIS, "redis " + place() + ": " + what, failure))
                .orElse(failure);
    }

    /** A connection of its own to the same Redis, opened at its first call. */
    public Redis another() {
        return new Redis(settings, patience);
    }

    /** How long a call is tried, usually. */
    public Duration patience() {
        return patience;
    }

    /** Where it looks, for messages. */
    public String place() {
        return connector.place();
    }

    /** As {@link #another()}, with a patience of its own. */
    public Redis another(Duration patience) {
        return new Redis(settings, patience);
    }

    /** The server that it is connected to now. */
    public Server server() {
        return onConnection(
                patience,
                connection -> {
                    connection.redis().ping();
                    return connection.server();
                });
    }

    /** Calls with the usual patience. */
    public <T extends @Nullable Object> T call(Function<Jedis, T> command) {
        return call(patience, command);
    }

    /** Calls, again and again until it is answered or the patience ends. */
    public <T extends @Nullable Object> T call(Duration patience, Function<Jedis, T> command) {
        return onConnection(patience, connection -> command.apply(connection.redis()));
    }

    /**
     * The same command for many keys, in a round trip for each {@value #AT_ONCE} of them; answers
     * in the order of the keys. Redis docs, "Pipelining".
     */
    public <T> List<T> each(List<String> keys, BiFunction<Pipeline, String, Response<T>> command) {
        List<T> answers = new ArrayList<>(keys.size());
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            answers.addAll(
                    call(jedis -> {
                        Pipeline pipeline = jedis.pipelined();
                        List<Response<T>> asked =
                                some.stream().map(key -> command.apply(pipeline, key)).toList();
                        pipeline.sync();
                        return asked.stream().map(Response::get).toList();
                    }));
        }
        return answers;
    }

    private synchronized <T extends @Nullable Object> T onConnection(
            Duration patience, Function<Connection, T> command) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                Connection connection = open;
                if (connection == null) {
                    connection = connector.open();
                    open = connection;
                }
                return command.apply(connection);
            } catch (JedisException e) {
                close();
                Failures.refuseIfFinal(e, place());
                if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                    throw new AgentException(
                            ExitCode.REDIS_AWAY,
                            "redis "
                                    + place()
                                    + ": not reached in "
                                    + TimeSpans.format(patience)
                                    + ": "
                                    + Failures.reason(e),
                            e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Runs a script; its answer is a list of texts. */
    public List<String> eval(Script script, List<String> keys, List<String> arguments) {
        return eval(patience, 0, script, keys, server -> arguments);
    }

    /**
     * Runs a script that writes and waits, on the same connection, until as many replicas have it
     * as the settings ask for; too few counts as not answered. Redis docs, "WAIT".
     */
    public List<String> evalAcknowledged(
            Duration patience, Script script, List<String> keys, List<String> arguments) {
        return eval(patience, settings.acknowledgements(), script, keys, server -> arguments);
    }

    /** As the other, with the usual patience. */
    public List<String> evalAcknowledged(Script script, List<String> keys, List<String> arguments) {
        return evalAcknowledged(patience, script, keys, arguments);
    }

    /** As the other; its arguments depend on the server that answers. */
    List<String> evalAcknowledged(
            Duration patience,
            Script script,
            List<String> keys,
            Function<Server, List<String>> arguments) {
        return eval(patience, settings.acknowledgements(), script, keys, arguments);
    }

    private List<String> eval(
            Duration patience,
            int acknowledgements,
            Script script,
            List<String> keys,
            Function<Server, List<String>> arguments) {
        if (keys.size() != script.keys()) {
            throw new IllegalArgumentException(
                    script.name() + " has " + script.keys() + " keys, not " + keys.size());
        }
        return onConnection(
                patience,
                connection -> {
                    Object answer =
                            evaluate(
                                    connection.redis(),
                                    script,
                                    keys,
                                    arguments.apply(connection.server()));
                    if (acknowledgements > 0) {
                        acknowledge(connection.redis(), acknowledgements);
                    }
                    return answer instanceof List<?> list
                            ? list.stream().map(String::valueOf).toList()
                            : List.of(String.valueOf(answer));
                });
    }

    private static void acknowledge(Jedis redis, int acknowledgements) {
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

    private static Object evaluate(
            Jedis redis, Script script, List<String> keys, List<String> arguments) {
        try {
            return redis.evalsha(script.sha(), keys, arguments);
        } catch (JedisNoScriptException e) {
            return redis.eval(script.text(), keys, arguments);
        }
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            try {
                open.redis().close();
            } catch (JedisException e) {
                // It was broken already; there is nothing left to close.
            }
            open = null;
        }
    }
}
