package dev.larry.agent.redis;

import dev.larry.agent.redis.Redis.Connection;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.ExitCode;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens connections to the Redis that takes writes: the one endpoint, or whom the Sentinels name.
 */
final class Connector {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 3_000;

    private final RedisSettings settings;
    private final @Nullable SSLSocketFactory sockets;

    Connector(RedisSettings settings) {
        this.settings = settings;
        this.sockets =
                settings.ca() == null
                        ? null
                        : Trust.of(Path.of(settings.ca()), ExitCode.BAD_REDIS).getSocketFactory();
    }

    /** Where it looks, for messages. */
    String place() {
        String endpoints =
                String.join(",", settings.endpoints()) + (sockets == null ? "" : " over TLS");
        return settings.master() == null
                ? endpoints
                : settings.master() + " (Sentinels " + endpoints + ")";
    }

    /** A new connection, logged in. The caller closes it. */
    Connection open() {
        Jedis redis = settings.master() == null ? single() : master(settings.master());
        try {
            Server server = Server.of(redis);
            server.check(place());
            return new Connection(redis, server);
        } catch (JedisException | AgentException e) {
            redis.close();
            throw e;
        }
    }

    private Jedis single() {
        JedisException last = new JedisConnectionException("no endpoint");
        for (String endpoint : settings.endpoints()) {
            try {
                return connect(HostAndPort.from(endpoint), true);
            } catch (JedisConnectionException e) {
                last = e;
            }
        }
        throw last;
    }

    private Jedis master(String name) {
        Jedis redis = connect(addressOf(name), true);
        try {
            // Redis docs, "Guidelines for Redis clients with support for Sentinel": a Sentinel may
            // be behind.
            Object role = redis.role().getFirst();
            if (!"master".equals(role)) {
                throw new JedisConnectionException("Sentinels name a " + role + " as the master");
            }
            return redis;
        } catch (JedisException e) {
            redis.close();
            throw e;
        }
    }

    private HostAndPort addressOf(String master) {
        JedisException last = new JedisConnectionException("no Sentinel");
        for (String endpoint : settings.endpoints()) {
            try (Jedis sentinel = sentinel(HostAndPort.from(endpoint))) {
                List<String> address = sentinel.sentinelGetMasterAddrByName(master);
                if (address != null && address.size() == 2) {
                    return new HostAndPort(address.get(0), Integer.parseInt(address.get(1)));
                }
                last = new JedisConnectionException(endpoint + " knows no master '" + master + "'");
            } catch (JedisConnectionException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Sentinels often have no users of their own, so they are asked without credentials first. */
    private Jedis sentinel(HostAndPort address) {
        Jedis open = connect(address, false);
        try {
            open.ping();
            return open;
        } catch (JedisAccessControlException e) {
            open.close();
            return connect(address, true);
        }
    }

    /** What is wrong with TLS at one of the servers, if that is why none can be talked to. */
    Optional<String> mismatch() {
        Set<HostAndPort> servers = new LinkedHashSet<>();
        settings.endpoints().forEach(endpoint -> servers.add(HostAndPort.from(endpoint)));
        if (settings.master() != null) {
            try {
                servers.add(addressOf(settings.master()));
            } catch (JedisException e) {
                // No Sentinel can be talked to: what is wrong is there.
            }
        }
        return servers.stream()
                .map(server -> Mismatch.of(server, sockets != null))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Jedis connect(HostAndPort address, boolean loggedIn) {
        Jedis redis = new Jedis(address, config(loggedIn));
        try {
            redis.connect();
            return redis;
        } catch (JedisException e) {
            redis.close();
            throw e;
        }
    }

    private JedisClientConfig config(boolean loggedIn) {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .connectionTimeoutMillis(CONNECT_MILLIS)
                        .socketTimeoutMillis(ANSWER_MILLIS);
        if (sockets != null) {
            SSLParameters parameters = new SSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            config.ssl(true).sslSocketFactory(sockets).sslParameters(parameters);
        }
        if (loggedIn && settings.credentials() != null) {
            // Read anew for each connection: a mounted Secret may have been rotated.
            Credentials credentials = Credentials.in(Path.of(settings.credentials()));
            config.user(credentials.user()).password(credentials.password());
        }
        return config.build();
    }

    /** Checks what can be checked without a server. */
    void check() {
        for (String endpoint : settings.endpoints()) {
            if (!endpoint.matches("\\S+:[0-9]{1,5}")) {
                throw new AgentException(
                        ExitCode.BAD_SETTINGS,
                        "redis.endpoints: '" + endpoint + "' is not host:port; correct it");
            }
        }
        if (settings.endpoints().isEmpty()) {
            throw new AgentException(
                    ExitCode.BAD_SETTINGS, "redis.endpoints: empty; give at least one host:port");
        }
    }
}
