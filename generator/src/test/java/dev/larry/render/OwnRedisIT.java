package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The rendered scripts and configuration with real Redis and Sentinel processes, three pairs on
 * loopback addresses. Needs redis-server and redis-cli on the PATH.
 */
class OwnRedisIT {
    private static final List<String> HOSTS = List.of("127.0.1.1", "127.0.1.2", "127.0.1.3");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Process> processes = new ArrayList<>();

    @TempDir private Path scratch = Path.of("");

    private int port;
    private int sentinelPort;

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
        }
        for (Process process : processes) {
            process.waitFor();
        }
    }

    @Test
    void three_pods_find_one_master_replace_it_when_it_dies_and_take_it_back_as_a_replica()
            throws Exception {
        assumeTrue(
                has("redis-server") && has("redis-cli"), "redis-server and redis-cli on the PATH");
        port = free();
        sentinelPort = free();
        prepare();
        List<Process> servers = new ArrayList<>();
        for (String host : HOSTS) {
            servers.add(start("start-redis.sh", host));
            start("start-sentinel.sh", host);
        }
        until(() -> worker(HOSTS.getFirst(), "info", "replication").contains("connected_slaves:2"));
        until(() -> sentinel(HOSTS.get(1), "sentinel", "ckquorum", "mymaster").startsWith("OK 3"));
        // A Sentinel learns of replicas from its master every ten seconds, and promotes none it
        // does not know.
        until(() -> HOSTS.stream().allMatch(this::knowsBothReplicas));
        assertThat(worker(HOSTS.getFirst(), "set", "{larry:r}:task:a", "1")).isEqualTo("OK");
        assertThat(worker(HOSTS.getFirst(), "set", "another", "1")).contains("NOPERM");
        assertThat(worker(HOSTS.getFirst(), "flushall")).contains("NOPERM");
        assertThat(as("observer", HOSTS.getFirst(), "set", "{larry:r}:task:a", "2"))
                .contains("NOPERM");
        assertThat(cli(HOSTS.getFirst(), port, "ping")).contains("NOAUTH");
        assertThat(cli(HOSTS.getFirst(), sentinelPort, "sentinel", "failover", "mymaster"))
                .contains("NOPERM");

        servers.getFirst().destroyForcibly().waitFor();
        until(() ->
                !master().equals(HOSTS.getFirst())
                        && worker(master(), "role").startsWith("master"));
        start("start-redis.sh", HOSTS.getFirst());
        until(() -> worker(master(), "info", "replication").contains("connected_slaves:2"));
        assertThat(worker(HOSTS.getFirst(), "role")).startsWith("slave");
        assertThat(worker(master(), "get", "{larry:r}:task:a")).isEqualTo("1");
    }

    private boolean knowsBothReplicas(String host) {
        return sentinel(host, "sentinel", "master", "mymaster").contains("num-slaves\n2\n");
    }

    private void prepare() throws IOException {
        Rendered dev = Rendered.environment("dev");
        Path config = Files.createDirectories(scratch.resolve("config"));
        for (Map.Entry<String, String> file :
                dev.in("larry-redis", ConfigMap.class).getFirst().getData().entrySet()) {
            Files.writeString(
                    config.resolve(file.getKey()),
                    file.getValue()
                            .replace("\nport 6379\n", "\nport " + port + "\n")
                            .replace("\nport 26379\n", "\nport " + sentinelPort + "\n"));
        }
        Path secret = Files.createDirectories(scratch.resolve("secret"));
        for (RedisUser user : RedisUser.values()) {
            Files.writeString(secret.resolve(user.wire()), password(user.wire()));
        }
    }

    private Process start(String script, String host) throws IOException {
        Path home = scratch.resolve(host);
        Path data = Files.createDirectories(home.resolve("data"));
        Path run = Files.createDirectories(home.resolve(script));
        ProcessBuilder builder =
                new ProcessBuilder(
                        "/bin/sh",
                        scratch.resolve("config").resolve(script).toString(),
                        "--bind",
                        host);
        builder.environment()
                .putAll(
                        Map.of(
                                "REDIS_CONFIG", scratch.resolve("config").toString(),
                                "REDIS_SECRET", scratch.resolve("secret").toString(),
                                "REDIS_DATA", data.toString(),
                                "REDIS_RUN", run.toString(),
                                "REDIS_HOSTS", String.join(" ", HOSTS),
                                "REDIS_SELF", host,
                                "REDIS_MASTER", "mymaster",
                                "REDIS_PORT", Integer.toString(port),
                                "REDIS_SENTINEL_PORT", Integer.toString(sentinelPort),
                                "REDIS_EMPTY_SECONDS", "60"));
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                        .start();
        processes.add(process);
        return process;
    }

    private String master() {
        return sentinel(HOSTS.get(1), "sentinel", "get-master-addr-by-name", "mymaster")
                .lines()
                .findFirst()
                .orElse("");
    }

    private String worker(String host, String... command) {
        return as("worker", host, command);
    }

    /** As the Sentinels' own user, who may ask everything. */
    private String sentinel(String host, String... command) {
        return cli(host, sentinelPort, login("sentinel", command));
    }

    private String as(String user, String host, String... command) {
        return cli(host, port, login(user, command));
    }

    private static String[] login(String user, String... command) {
        List<String> words =
                new ArrayList<>(
                        List.of("--user", user, "--pass", password(user), "--no-auth-warning"));
        words.addAll(List.of(command));
        return words.toArray(String[]::new);
    }

    private static String password(String user) {
        return "secret-of-" + user;
    }

    private static String cli(String host, int port, String... words) {
        List<String> command =
                new ArrayList<>(List.of("redis-cli", "-h", host, "-p", Integer.toString(port)));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String answer =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return answer.strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks until it is so; what is asserted is that it comes to be, not when. */
    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean has(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    private static int free() throws IOException {
        try (ServerSocket socket =
                new ServerSocket(0, 1, InetAddress.getByName(HOSTS.getFirst()))) {
            return socket.getLocalPort();
        }
    }
}
