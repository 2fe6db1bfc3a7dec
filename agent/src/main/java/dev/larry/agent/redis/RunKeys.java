package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.RedisKeys;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * The keys that runs left in a Redis server. They expire by themselves; this is for who wants them
 * gone earlier. Keys are walked with SCAN, which holds nobody up. Redis docs, "SCAN", "UNLINK".
 */
public final class RunKeys implements AutoCloseable {
    private static final int PAGE = 1_000;

    private final Jedis redis;

    private RunKeys(Jedis redis) {
        this.redis = redis;
    }

    /**
     * Connects to a server.
     *
     * @param user none: the default user
     * @param password none: it asks for none
     * @param tls whom to trust; none: no TLS
     * @throws AgentException where it does not answer or refuses
     */
    public static RunKeys open(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            @Nullable SSLContext tls) {
        return new RunKeys(ServerState.connect(host, port, user, password, tls));
    }

    /** Whether it takes writes, as a master does. Redis docs, "INFO". */
    public boolean takesWrites() {
        return asked(() -> redis.info("replication").lines().anyMatch("role:master"::equals));
    }

    /** How many keys each run has, by its id. */
    public Map<String, Long> count() {
        Map<String, Long> counts = new TreeMap<>();
        each(
                RedisKeys.ALL,
                key -> {
                    String run = RedisKeys.runOf(key);
                    if (run != null) {
                        counts.merge(run, 1L, Long::sum);
                    }
                });
        return counts;
    }

    /** Takes away the keys of one run, and says how many there were. */
    public long delete(String run) {
        long[] deleted = {0};
        each(new RedisKeys(run).all(), key -> deleted[0] += redis.unlink(key));
        return deleted[0];
    }

    private void each(String pattern, Consumer<String> key) {
        ScanParams page = new ScanParams().match(pattern).count(PAGE);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<String> found = asked(() -> redis.scan(from, page));
            asked(() -> {
                found.getResult().forEach(key);
                return true;
            });
            cursor = found.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }

    private static <T> T asked(Supplier<T> command) {
        try {
            return command.get();
        } catch (JedisException e) {
            Failures.refuseIfFinal(e, "by a forwarded port");
            throw new AgentException(ExitCode.REDIS_AWAY, Failures.reason(e), e);
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
