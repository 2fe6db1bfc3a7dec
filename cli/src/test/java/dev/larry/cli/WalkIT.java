package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Names;
import dev.larry.contract.Paths;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One worker's way, from the environment file to its result. Nothing on it is made up but what a
 * cluster would provide: the address of Redis, a place for the task records, a volume, and a start.
 */
final class WalkIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir private Path cluster;

    @Test
    void aWorkerGoesFromItsEnvironmentFileToItsResult() throws Exception {
        // Stop 1: the environment file, read with its places.
        Environment environment = new EnvironmentReader(ROOT).read("dev");
        assertThat(environment.findings()).isEmpty();
        assertThat(
                        environment
                                .sources()
                                .orElseThrow()
                                .of("larrys[larry-dev].workers[hello].task.id")
                                .line())
                .isPositive();

        // Stop 2: the rendered Job, as committed.
        List<RenderedFile> files = FleetFiles.of(environment);
        RenderedFile jobFile = only(files, "run/larry-dev/job-hello-");
        assertThat(ROOT.resolve("gitops/dev").resolve(jobFile.path()))
                .hasBinaryContent(jobFile.bytes());
        JsonNode pod = YAML.readTree(jobFile.bytes()).at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(container.at("/command/0").asText()).isEqualTo(Paths.AGENT);
        String role = container.at("/command/1").asText();

        // Stop 3: the settings that the Job mounts, and those of the meta-coordinator.
        String mounted = volume(pod, "config").at("/configMap/name").asText();
        AgentSettings worker =
                settings(only(files, "run/larry-dev/configmap-" + mounted + ".yaml"));
        AgentSettings meta =
                settings(only(files, "run/larry-system/configmap-meta-coordinator-settings.yaml"));
        JsonNode phase =
                YAML.readTree(
                        only(files, "run/larry-system/configmap-phase-larry-dev.yaml").bytes());

        RedisServer redis = RedisServer.newRedisServer().port(freePort()).build();
        redis.start();
        try {
            int port = redis.ports().getFirst();

            // Stop 4: the meta-coordinator makes the task records.
            Path metaFile = write("meta", inThisCluster(meta, port));
            Path phases = Files.createDirectory(metaFile.resolveSibling(Paths.PHASES));
            Files.writeString(
                    phases.resolve("larry-dev.json"), phase.at("/data/phase.json").asText());
            Process metaCoordinator = agent("meta", metaFile);
            try {
                await(() -> record().isPresent(), metaCoordinator);

                // Stop 5: the worker does its task as a real process.
                Process process = agent(role, write("worker", inThisCluster(worker, port)));
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(log("worker")).isZero();
            } finally {
                metaCoordinator.destroy();
                assertThat(metaCoordinator.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            redis.stop();
        }

        // Stop 6: the result, in the record that decides.
        TaskRecordDocument record = record().orElseThrow();
        assertThat(record.state()).isEqualTo(TaskRecordDocument.State.DONE);
        assertThat(record.fence()).isEqualTo(1);
        assertThat(Objects.requireNonNull(record.result()).summary()).isEqualTo("hello");
    }

    private AgentSettings inThisCluster(AgentSettings rendered, int port) {
        RunSettings run = rendered.run();
        LarrySettings larry = rendered.larry();
        return new AgentSettings(
                        rendered.version(),
                        rendered.environment(),
                        rendered.role(),
                        new RunSettings(
                                run.id(),
                                Instant.now().plus(Duration.ofMinutes(5)),
                                run.window(),
                                run.convergence(),
                                run.leaseTtl(),
                                run.attempts(),
                                run.keep()),
                        new RedisSettings(null, List.of("127.0.0.1:" + port), null, null, 0),
                        new RecordSettings(null, records().toString()),
                        larry == null
                                ? null
                                : new LarrySettings(
                                        larry.name(),
                                        larry.window(),
                                        cluster.resolve("volume").toString()),
                        rendered.worker(),
                        rendered.colleagues(),
                        rendered.coordinator(),
                        rendered.fleet())
                .withPhases(List.of());
    }

    private Path records() {
        return cluster.resolve("records");
    }

    private Optional<TaskRecordDocument> record() {
        try (var files = Files.walk(cluster.resolve("records"))) {
            Optional<Path> file =
                    files.filter(one ->
                                    one.getFileName()
                                            .toString()
                                            .startsWith(Names.taskRecord("d1", "say-hello")))
                            .filter(one -> one.toString().endsWith(".json"))
                            .findFirst();
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            ContractJson.read(
                                    Files.readString(file.get()), TaskRecordDocument.class));
        } catch (Exception e) {
            return Optional.empty(); // not there yet, or just being replaced
        }
    }

    private static AgentSettings settings(RenderedFile configMap) throws Exception {
        return ContractJson.read(
                YAML.readTree(configMap.bytes()).at("/data/settings.json").asText(),
                AgentSettings.class);
    }

    private Path write(String name, AgentSettings settings) throws IOException {
        Path directory = Files.createDirectories(cluster.resolve(name));
        Files.createDirectories(cluster.resolve("volume"));
        Files.createDirectories(records());
        return Files.writeString(
                directory.resolve(Paths.SETTINGS_FILE), ContractJson.document(settings));
    }

    private Process agent(String role, Path settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.larry.agent.main.Main",
                        role));
        command.addAll(List.of("--settings", settings.toString(), "--port", "0"));
        command.addAll(
                List.of(
                        "--work",
                        Files.createDirectories(cluster.resolve("work-" + role)).toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(cluster.resolve(role + ".log").toFile())
                .start();
    }

    private String log(String role) throws IOException {
        return Files.readString(cluster.resolve(role + ".log"));
    }

    private void await(BooleanSupplier condition, Process alive) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(alive.isAlive()).as(log("meta")).isTrue();
            assertThat(Instant.now()).as(log("meta")).isBefore(end);
            Thread.sleep(50);
        }
    }

    private static JsonNode volume(JsonNode pod, String name) {
        for (JsonNode volume : pod.get("volumes")) {
            if (volume.get("name").asText().equals(name)) {
                return volume;
            }
        }
        throw new AssertionError("no volume " + name);
    }

    private static RenderedFile only(List<RenderedFile> files, String path) {
        List<RenderedFile> found =
                files.stream().filter(file -> file.path().startsWith(path)).toList();
        assertThat(found).as(path).hasSize(1);
        return found.getFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
