package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * What a Redis server says of itself, asked once: what decides whether a run may trust it. Redis
 * docs, "INFO".
 *
 * @param version its own version, with its flavour
 * @param role master or slave
 * @param replicas how many follow it
 * @param appendOnly whether it writes what it is told to a file before it forgets it
 * @param writing whether its last writes to files went well
 * @param policy what it does where its memory is full
 */
public record ServerState(
        String version,
        String role,
        int replicas,
        boolean appendOnly,
        boolean writing,
        String policy) {
    private static final int PATIENCE_MILLIS = 5_000;

    /**
     * Asks one server.
     *
     * @param user none: the default user
     * @param password none: it asks for none
     * @param tls whom to trust; none: no TLS. The host's name is not compared, for a forwarded port
     *     has another
     * @throws AgentException where it does not answer or refuses
     */
    public static ServerState of(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            @Nullable SSLContext tls) {
        try (Jedis redis = connect(host, port, user, password, tls)) {
            Server server = Server.of(redis);
            Map<String, String> info = new HashMap<>();
            for (String section : new String[] {"replication", "persistence", "memory"}) {
                Server.read(redis.info(section), info);
            }
            return new ServerState(
                    server.flavour() + " " + server.version(),
                    info.getOrDefault("role", "unknown"),
                    Integer.parseInt(info.getOrDefault("connected_slaves", "0")),
                    "1".equals(info.get("aof_enabled")),
                    "ok".equals(info.getOrDefault("aof_last_write_status", "ok")),
                    info.getOrDefault("maxmemory_policy", "unknown"));
        } catch (JedisException e) {
            Failures.refuseIfFinal(e, "by a forwarded port");
            throw new AgentException(ExitCode.REDIS_AWAY, Failures.reason(e), e);
        }
    }

    /** A connection that stands. */
    static Jedis connect(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            @Nullable SSLContext tls) {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .connectionTimeoutMillis(PATIENCE_MILLIS)
                        .socketTimeoutMillis(PATIENCE_MILLIS);
        if (password != null) {
            config.user(user).password(password);
        }
        if (tls != null) {
            // Jedis compares the host's name unless it is given parameters that do not say so.
            config.ssl(true)
                    .sslSocketFactory(tls.getSocketFactory())
                    .sslParameters(new SSLParameters());
        }
        try {
            // Connects and logs in.
            return new Jedis(new HostAndPort(host, port), config.build());
        } catch (JedisException e) {
            Failures.refuseIfFinal(e, "by a forwarded port");
            throw new AgentException(ExitCode.REDIS_AWAY, Failures.reason(e), e);
        }
    }
}
