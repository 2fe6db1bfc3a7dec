package dev.larry.agent;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real server on a free loopback port, until closed; it can be killed, stopped and restarted. */
public final class RedisProcess implements AutoCloseable {
    private final Servers.Program program;
    private final Path directory;
    private final int port;
    private final List<String> configuration;
    private Process process;

    private RedisProcess(
            Servers.Program program, Path directory, int port, List<String> configuration)
            throws IOException {
        this.program = program;
        this.directory = directory;
        this.port = port;
        this.configuration = List.copyOf(configuration);
        this.process = launch();
    }

    /** Starts the one that comes with the tests, with these lines of configuration besides. */
    public static RedisProcess start(String... configuration) throws IOException {
        return start(Servers.own(), configuration);
    }

    /** Starts this program, with these lines of configuration besides. */
    public static RedisProcess start(Servers.Program program, String... configuration)
            throws IOException {
        return start(program, freePort(), List.of(configuration));
    }

    /** Starts this program on this port. */
    public static RedisProcess start(Servers.Program program, int port, List<String> configuration)
            throws IOException {
        RedisProcess server =
                new RedisProcess(program, Files.createTempDirectory("redis"), port, configuration);
        server.awaitAnswer();
        return server;
    }

    /** A port of the loopback address that is free now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        List<String> lines =
                new ArrayList<>(
                        List.of("bind 127.0.0.1", "port " + port, "save \"\"", "dir " + directory));
        boolean sentinel = configuration.contains("sentinel");
        if (sentinel) {
            lines.remove("save \"\"");
        }
        configuration.stream().filter(line -> !line.equals("sentinel")).forEach(lines::add);
        // A Sentinel writes what it learns into its file, and must find it again.
        Path file = directory.resolve("server.conf");
        if (!sentinel || !Files.exists(file)) {
            Files.write(file, lines);
        }
        List<String> command = new ArrayList<>(List.of(program.path().toString(), file.toString()));
        if (sentinel) {
            command.add("--sentinel");
        }
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
                .start();
    }

    private void awaitAnswer() {
        try {
            AgentProcesses.await("a server answers on port " + port, this::answers);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + log(), e);
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError(program + " ended with " + process.exitValue());
        }
        try (ServerSocket ignored = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    /** What it logged. */
    public String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** As settings name it. */
    public String endpoint() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** A client of the test's own. */
    public Jedis client() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder().resp2().build());
    }

    /** Sends it a signal by name. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Kills it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills it and takes away what it kept on disk. */
    public void forget() throws IOException, InterruptedException {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> !file.equals(directory))
                    .sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Starts it again where it was, with what it kept on disk. */
    public void restart() throws IOException, InterruptedException {
        kill();
        process = launch();
        awaitAnswer();
        AgentProcesses.await("it has loaded its data", this::loaded);
    }

    private boolean loaded() {
        try (Jedis client = client()) {
            return client.info("persistence").contains("loading:0");
        } catch (JedisException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
