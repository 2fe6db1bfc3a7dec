package dev.larry.cli.local;

import redis.embedded.core.ExecutableProvider;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Redis for one run, with an append-only file as a cluster's has. */
final class LocalRedis {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HOST = "127.0.0.1";

    private LocalRedis() {}

    /**
     * What starts it.
     *
     * @throws IOException where the program for this machine cannot be unpacked
     */
    static Supervised on(int port, Path directory, Path log) throws IOException {
        Files.createDirectories(directory);
        File program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
        return new Supervised(
                "redis",
                List.of(
                        program.getAbsolutePath(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        HOST,
                        "--dir",
                        directory.toAbsolutePath().toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--maxmemory-policy",
                        "noeviction"),
                Map.of(),
                log,
                code -> true,
                Integer.MAX_VALUE);
    }

    /** A port of the loopback address that is free now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    /** Waits until somebody listens. */
    static void await(int port, Supervised redis) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0 && redis.exit().isEmpty()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(HOST, port), 500);
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("Redis did not start; see " + redis.log());
    }
}
