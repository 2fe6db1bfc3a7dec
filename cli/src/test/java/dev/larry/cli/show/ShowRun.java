package dev.larry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.cli.local.LocalAgent;
import dev.larry.cli.local.LocalFleet;
import dev.larry.cli.local.LocalPlace;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunState;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A small real run, {@code cases/show}: five tasks of two Larrys, of which two are held until they
 * are released, so that a test can look at it for as long as it needs.
 */
public final class ShowRun implements AutoCloseable {
    /** Tasks that go on when they are released. */
    public static final List<String> HELD = List.of("check-text", "render-drift");

    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final Fleet fleet;
    private final RedisServer redis;
    private final LocalFleet local;

    private ShowRun(Path directory, Fleet fleet, RedisServer redis, LocalFleet local) {
        this.directory = directory;
        this.fleet = fleet;
        this.redis = redis;
        this.local = local;
    }

    /** Starts it. */
    public static ShowRun start(Path directory) throws IOException {
        Fleet fleet = fleet(directory.resolve("root"));
        RedisServer redis = redis(Files.createDirectories(directory.resolve("redis")));
        List<String> tokens = new ArrayList<>(LocalFleet.thisJava());
        tokens.add("tokens");
        try {
            LocalPlace place =
                    new LocalPlace(
                            directory.resolve("run"),
                            "127.0.0.1:" + redis.ports().getFirst(),
                            "show-1",
                            Instant.now().plusSeconds(600));
            LocalFleet local =
                    LocalFleet.start(
                            fleet,
                            place,
                            LocalFleet.thisJava(),
                            Map.of(
                                    "SHOW",
                                    directory.toString(),
                                    "SHOW_TOKENS",
                                    String.join(" ", tokens)));
            return new ShowRun(directory, fleet, redis, local);
        } catch (IOException e) {
            redis.stop();
            throw e;
        }
    }

    /** The places and sizes of environments/local.yaml, with the Larrys of the case. */
    private static Fleet fleet(Path root) throws IOException {
        Path environments = Files.createDirectories(root.resolve("environments"));
        Path real = ROOT.resolve("environments");
        Files.copy(real.resolve("base.yaml"), environments.resolve("base.yaml"));
        String text = Files.readString(real.resolve("local.yaml"));
        Files.writeString(
                environments.resolve("show.yaml"),
                text.substring(0, text.indexOf("\nlarrys:\n") + 1)
                                .replace("environment: local\n", "environment: show\n")
                                .replace("total: 2k\n", "total: 20k\n")
                        + Files.readString(Path.of("src/test/resources/cases/show/larrys.yaml")));
        Environment environment = new EnvironmentReader(root).read("show");
        assertThat(environment.findings()).isEmpty();
        return environment.fleet().orElseThrow();
    }

    private static RedisServer redis(Path directory) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        RedisServer redis =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly yes")
                        .setting("dir " + directory)
                        .build();
        redis.start();
        return redis;
    }

    public Fleet fleet() {
        return fleet;
    }

    /** Every agent's process. */
    public List<LocalAgent> agents() {
        return local.agents();
    }

    /** Where its page is, as soon as there is one. */
    public URI page() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<URI> state = local.state();
        while (state.isEmpty()) {
            assertThat(System.nanoTime() - end).as("the observer serves").isNegative();
            Thread.sleep(50);
            state = local.state();
        }
        return state.get().resolve(".");
    }

    /** The state as the observer tells it now. */
    public RunState state() throws IOException, InterruptedException {
        try {
            return ContractJson.read(
                    client.send(
                                    HttpRequest.newBuilder(page().resolve("state")).build(),
                                    BodyHandlers.ofString())
                            .body(),
                    RunState.class);
        } catch (ContractException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the state is as a test wants it. */
    public RunState await(String what, Predicate<RunState> condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            RunState state = state();
            if (condition.test(state)) {
                return state;
            }
            assertThat(System.nanoTime() - end).as(what + ": " + state).isNegative();
            Thread.sleep(100);
        }
    }

    /** Waits until only the tasks that are held, and what waits for them, are left. */
    public RunState awaitHeld() throws IOException, InterruptedException {
        return await(
                "two done, two held",
                state ->
                        state.phases().stream().allMatch(phase -> phase.active() == 1)
                                && state.phases().stream().mapToInt(phase -> phase.done()).sum()
                                        == 2
                                && state.phases().stream()
                                                .flatMap(phase -> phase.tasks().stream())
                                                .filter(task -> task.percent() != null)
                                                .count()
                                        == 4);
    }

    /** Lets a task go on that is held. */
    public void release(String task) throws IOException {
        Files.createFile(directory.resolve(task));
    }

    /** Stops Redis as a node that goes down does; what it wrote is kept. */
    public void stopRedis() throws IOException {
        redis.stop();
    }

    /** Starts it where it was. */
    public void startRedis() throws IOException {
        redis.start();
    }

    @Override
    public void close() throws IOException {
        local.close();
        redis.stop();
    }
}
