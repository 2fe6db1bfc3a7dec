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
import java.util.concurrent.TimeUnit;

/**
 * A real Redis on a free loopback port, with an append-only file as a cluster's has; started again
 * whenever it ends, until closed.
 */
public final class LocalRedis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GRACE_SECONDS = 10;
    private static final String HOST = "127.0.0.1";

    private final int port;
    private final List<String> command;
    private final Path log;
    private final Thread tending;
    private volatile boolean closed;
    private volatile Process process;

    private LocalRedis(int port, List<String> command, Path log) throws IOException {
        this.port = port;
        this.command = command;
        this.log = log;
        this.process = begin();
        this.tending = Thread.ofVirtual().name("redis").start(this::tend);
    }

    /**
     * Starts one.
     *
     * @param directory for its program, its file and its log
     * @throws IOException where there is none for this machine, or it does not start
     */
    public static LocalRedis start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        File program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
        int port = freePort();
        LocalRedis redis =
                new LocalRedis(
                        port,
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
                        directory.resolve("redis.log"));
        redis.await();
        return redis;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void tend() {
        try {
            while (true) {
                process.waitFor();
                Thread.sleep(200);
                if (closed) {
                    return;
                }
                process = begin();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It stays away, and every agent says so.
        }
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(HOST, port), 500);
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        close();
        throw new IOException("Redis did not start; see " + log);
    }

    /** host:port. */
    public String endpoint() {
        return HOST + ":" + port;
    }

    /** The process that runs now, or ran last. */
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        closed = true;
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            tending.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
