package dev.larry.agent;

import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A real Redis on a free loopback port, until closed. */
public final class RedisProcess implements AutoCloseable {
    private final RedisServer server;
    private final int port;

    private RedisProcess(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts one, with these lines of configuration besides. */
    public static RedisProcess start(String... configuration) throws IOException {
        int port = freePort();
        RedisServerBuilder builder =
                RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"");
        for (String line : configuration) {
            builder.setting(line);
        }
        RedisServer server = builder.build();
        server.start();
        return new RedisProcess(server, port);
    }

    /** A port of the loopback address that is free now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As settings name it. */
    public String endpoint() {
        return "127.0.0.1:" + port;
    }

    /** A client of the test's own. */
    public Jedis client() {
        return new Jedis("127.0.0.1", port);
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
