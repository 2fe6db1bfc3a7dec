package dev.larry.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.larry.agent.install.LaunchFiles;
import dev.larry.contract.Paths;
import dev.larry.image.Sandbox.Run;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image as the build left it, unpacked and run as the rendered pods say: their user, their
 * mounts, their read-only root, their init container and their commands, against a real Redis.
 */
class ImageIT {
    private static final Path IMAGE = Path.of(System.getProperty("larry.root"), "target/image");
    private static final String PASSWORD = "between tests only";

    @TempDir private Path directory;
    private UnpackedImage image;
    private RedisServer redis;
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        image = UnpackedImage.of(IMAGE.resolve("larry-agent.oci.tar"), directory);
        int port = freePort();
        redis =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .setting("requirepass \"" + PASSWORD + "\"")
                        .build();
        redis.start();
        sandbox = new Sandbox(directory);
    }

    @AfterEach
    void stop() throws Exception {
        sandbox.close();
        redis.stop();
    }

    @Test
    void belongs_to_root_is_writable_by_nobody_else_and_runs_as_the_rendered_user()
            throws Exception {
        JsonNode config = image.config().get("config");
        RenderedPod pod = RenderedPod.of("larry-dev/deployment-coordinator");
        assertThat(config.get("User").asText()).isEqualTo(pod.user() + ":" + pod.group());
        assertThat(config.get("Entrypoint").get(0).asText())
                .isEqualTo(RenderedPod.command(pod.main()).getFirst());
        assertThat(image.listing())
                .hasSizeGreaterThan(60)
                .allMatch(line -> line.matches("[-d]rw[-x]r-[-x]r-[-x] 0/0 .*"), "plain, of root");
    }

    @Test
    void is_configured_by_the_containerfile_as_by_the_build() throws Exception {
        JsonNode config = image.config().get("config");
        List<String> lines =
                Files.readAllLines(Path.of(System.getProperty("larry.root"), "Containerfile"));
        List<String> last = lines.subList(lines.lastIndexOf("FROM scratch"), lines.size());
        assertThat(last)
                .contains(
                        "USER " + config.get("User").asText(),
                        "WORKDIR " + config.get("WorkingDir").asText(),
                        "ENV " + config.get("Env").get(0).asText(),
                        "ENTRYPOINT " + config.get("Entrypoint"));
        config.get("Labels")
                .fields()
                .forEachRemaining(label ->
                        assertThat(last.getLast())
                                .contains(
                                        label.getKey() + "=\"" + label.getValue().asText() + "\""));
    }

    @Test
    void runs_every_role_and_a_worker_of_another_image_as_their_pods_are_rendered()
            throws Exception {
        sandbox.needNamespaces();
        Run meta = role("meta", "larry-system/deployment-meta", "larry-system/configmap-meta");
        meta.awaitSaid("run initialised");
        Run coordinator =
                role(
                        "coordinator",
                        "larry-dev/deployment-coordinator",
                        "larry-dev/configmap-coordinator");
        Run observer =
                role(
                        "observer",
                        "larry-system/deployment-observer",
                        "larry-system/configmap-observer");
        Run worker = worker("hello");
        assertThat(worker.end()).as(worker.said()).isZero();
        assertThat(worker.said()).contains("task is done");
        Run count = worker("count");
        assertThat(count.end()).as(count.said()).isZero();
        // Its report is written from templates, which need more of Java than the rest.
        meta.awaitSaid("run complete, 2 done, 0 dead");
        for (Run role : List.of(meta, coordinator, observer)) {
            assertThat(ready(role)).as(role.said()).isEqualTo(200);
        }
        for (Run role : List.of(meta, coordinator, observer)) {
            terminate(role);
            assertThat(role.end()).as(role.said()).isLessThan(30);
        }
        assertThat(loaded("archived"))
                .as(
                        "share of the worker's classes that came out of the archive: if it is low,"
                                + " record the classes anew with -Drecreate")
                .isGreaterThan(0.9);
    }

    private Run role(String name, String pod, String settings) throws Exception {
        RenderedPod rendered = RenderedPod.of(pod);
        Path volumes =
                volumes(name, rendered.main(), RenderedPod.document(settings, "settings.json"));
        List<String> command = new ArrayList<>(RenderedPod.command(rendered.main()));
        command.addAll(List.of("--port", "0"));
        return sandbox.start(
                name,
                image.root(),
                rendered.user(),
                rendered.group(),
                RenderedPod.mounts(rendered.main(), volumes),
                command);
    }

    private Run worker(String name) throws Exception {
        RenderedPod rendered = RenderedPod.of("larry-dev/job-" + name);
        Path volumes =
                volumes(
                        name,
                        rendered.main(),
                        RenderedPod.document(
                                "larry-dev/configmap-worker-" + name, "settings.json"));
        Run install =
                sandbox.start(
                        name + "-init",
                        image.root(),
                        rendered.user(),
                        rendered.group(),
                        RenderedPod.mounts(rendered.init(), volumes),
                        RenderedPod.command(rendered.init()));
        assertThat(install.end()).as(install.said()).isZero();
        List<String> mounts = new ArrayList<>(Sandbox.hostMounts());
        mounts.addAll(RenderedPod.mounts(rendered.main(), volumes));
        List<String> command = new ArrayList<>(java(volumes.resolve("runtime")));
        assertThat(RenderedPod.command(rendered.main()).getFirst()).isEqualTo(Paths.AGENT);
        command.addAll(RenderedPod.command(rendered.main()));
        command.addAll(List.of("--port", "0"));
        return sandbox.start(
                name,
                Files.createDirectories(directory.resolve("another image")),
                rendered.user(),
                rendered.group(),
                mounts,
                command);
    }

    /** What the launcher starts, but with a list of the classes and where they came from. */
    private static List<String> java(Path runtime) throws IOException {
        List<String> arguments =
                new ArrayList<>(Files.readAllLines(runtime.resolve(LaunchFiles.ARGUMENTS)));
        arguments.addFirst(Paths.RUNTIME + "/bin/java");
        arguments.add(arguments.size() - 1, "-Xlog:class+load:file=/larry/work/archived.log");
        return arguments;
    }

    private double loaded(String name) throws IOException {
        List<String> lines =
                Files.readAllLines(directory.resolve("volumes-hello/work/" + name + ".log"));
        long shared = lines.stream().filter(line -> line.contains("shared objects file")).count();
        return (double) shared / lines.size();
    }

    private Path volumes(String name, JsonNode container, JsonNode settings) throws IOException {
        Path volumes = Files.createDirectories(directory.resolve("volumes-" + name));
        for (JsonNode mount : container.get("volumeMounts")) {
            Path volume = volumes.resolve(mount.get("name").asText());
            if (volume.endsWith("claim")) {
                Path shared = open(Files.createDirectories(directory.resolve("shared")));
                Files.createSymbolicLink(volume, shared);
                ((ObjectNode) settings)
                        .putObject("records")
                        .put("directory", mount.get("mountPath").asText() + "/records");
            } else {
                open(Files.createDirectories(volume));
            }
        }
        Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(600);
        ((ObjectNode) settings.get("run")).put("startBy", soon.toString());
        ObjectNode where = (ObjectNode) settings.get("redis");
        where.remove(List.of("master", "acknowledgements"));
        where.put("acknowledgements", 0)
                .putArray("endpoints")
                .add("127.0.0.1:" + redis.ports().getFirst());
        new ObjectMapper().writeValue(volumes.resolve("config/settings.json").toFile(), settings);
        Path phases = Files.createDirectories(volumes.resolve("config/phases"));
        new ObjectMapper()
                .writeValue(
                        phases.resolve("larry-dev.json").toFile(),
                        RenderedPod.document("larry-system/configmap-phase", "phase.json"));
        Files.writeString(volumes.resolve("redis/username"), "default");
        Files.writeString(volumes.resolve("redis/password"), PASSWORD);
        return volumes;
    }

    private static Path open(Path directory) throws IOException {
        return Files.setPosixFilePermissions(
                directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static int ready(Run run) throws Exception {
        run.awaitSaid("on port ");
        Matcher port = Pattern.compile("on port ([0-9]+)").matcher(run.said());
        assertThat(port.find()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + port.group(1)
                                                            + "/readyz"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void terminate(Run run) {
        Objects.requireNonNull(run.process().descendants().reduce((a, b) -> b).orElse(null))
                .destroy();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
