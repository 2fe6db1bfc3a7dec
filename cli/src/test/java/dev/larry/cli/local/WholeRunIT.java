package dev.larry.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractJson;
import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunReport.Verdict;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Worker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** A run of the shape of {@code environments/prod.yaml}, with quick commands, to its report. */
class WholeRunIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir private Path directory;
    private RedisServer redis;
    private LocalPlace place;

    @BeforeEach
    void start() throws IOException {
        int port = freePort();
        redis =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .build();
        redis.start();
        place =
                new LocalPlace(
                        directory.resolve("run"),
                        "127.0.0.1:" + port,
                        "whole-1",
                        Instant.now().plusSeconds(600));
    }

    @AfterEach
    void stop() throws IOException {
        redis.stop();
    }

    @Test
    void sixteen_tasks_are_committed_once_each_and_three_phases_converge() throws Exception {
        try (LocalFleet fleet =
                LocalFleet.start(quick("0.2"), place, LocalFleet.thisJava(), Map.of())) {
            assertThat(fleet.agents()).hasSize(1 + 1 + 3 + 16);
            assertThat(fleet.await(PATIENCE)).as(said(fleet)).isTrue();
            RunReport report = complete(fleet);

            // On a machine too busy to renew, a task may start twice: that is counted, too.
            assertThat(report.figures().starts()).isGreaterThanOrEqualTo(16);
            assertThat(report.figures().missing()).isZero();
            assertThat(report.clean()).isTrue();
            assertThat(report.phases().getFirst().success())
                    .allSatisfy(criterion ->
                            assertThat(criterion.verdict())
                                    .isEqualTo(
                                            criterion.text().equals("dashboards live")
                                                    ? Verdict.MET
                                                    : Verdict.NOT_EVIDENCED));
        }
    }

    @Test
    void workers_that_are_killed_at_random_change_nothing_of_that() throws Exception {
        Random random = new Random(20_260_105);
        try (LocalFleet fleet =
                LocalFleet.start(quick("2"), place, LocalFleet.thisJava(), Map.of())) {
            List<LocalAgent> workers =
                    fleet.agents().stream().filter(agent -> agent.role() == Role.WORKER).toList();
            for (int kill = 0; kill < 5; kill++) {
                LocalAgent victim = workers.get(random.nextInt(workers.size()));
                awaitBegun(victim);
                victim.process().destroyForcibly();
            }
            assertThat(fleet.await(PATIENCE)).as(said(fleet)).isTrue();
            RunReport report = complete(fleet);

            assertThat(report.figures().starts()).isGreaterThanOrEqualTo(16);
            assertThat(workers.stream().mapToInt(LocalAgent::starts).sum()).isGreaterThan(16);
        }
    }

    private RunReport complete(LocalFleet fleet) throws Exception {
        RunReport report = ContractJson.read(Files.readString(fleet.report()), RunReport.class);
        assertThat(report.phases()).extracting(PhaseReport::larry).hasSize(3);
        assertThat(report.phases().stream().flatMap(phase -> phase.tasks().stream()))
                .hasSize(16)
                .extracting(TaskReport::state)
                .containsOnly(State.DONE);
        assertThat(report.figures().done()).isEqualTo(16);
        assertThat(report.barrierOpened()).isNotNull();
        for (String once : List.of("barrier_opened", "convergence_opened")) {
            assertThat(report.trail())
                    .filteredOn(event -> event.type().equals(once))
                    .as(once)
                    .hasSize(1);
        }
        // What each command appended when it was done: a commit each, and no other.
        assertThat(fleet.agents().stream().filter(agent -> agent.role() == Role.WORKER))
                .allSatisfy(agent -> assertThat(agent.ended()).hasValue(0));
        return report;
    }

    /** Until its command runs, or it ended before. */
    private static void awaitBegun(LocalAgent agent) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.readString(agent.log()).contains("\"attempt ") && agent.process().isAlive()) {
            assertThat(Instant.now()).as(agent.name()).isBefore(end);
            Thread.sleep(50);
        }
    }

    /** The fleet of prod.yaml, each command replaced by one that sleeps and succeeds. */
    private Fleet quick(String seconds) throws IOException {
        Path environments = Files.createDirectories(directory.resolve("root/environments"));
        try (Stream<Path> files = Files.list(ROOT.resolve("environments"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, environments.resolve(file.getFileName()));
            }
        }
        Fleet prod = fleet("prod");
        StringBuilder overlay =
                new StringBuilder("extends: prod.yaml\nenvironment: quick\n")
                        .append("run: { leaseTtl: 10s, attempts: 10 }\nlarrys:\n");
        for (Larry larry : prod.larrys()) {
            overlay.append("  - name: ").append(larry.name()).append("\n    workers:\n");
            for (Worker worker : larry.workers()) {
                overlay.append("      - name: ")
                        .append(worker.name())
                        .append("\n        task: { parameters: { command: ")
                        .append(ContractJson.line(command(seconds)))
                        .append(" } }\n");
            }
        }
        Files.writeString(environments.resolve("quick.yaml"), overlay.toString());
        return fleet("quick");
    }

    private static List<String> command(String seconds) {
        return List.of(
                "/bin/sh",
                "-c",
                "echo '::larry progress 50 half'; sleep "
                        + seconds
                        + "; echo"
                        + " '{\"status\":\"done\",\"summary\":\"'$LARRY_TASK'\",\"criteria\":[{\"criterion\":\"dashboards"
                        + " live\",\"met\":true,\"evidence\":\"seen\"}]}' > $LARRY_RESULT");
    }

    private Fleet fleet(String name) {
        Environment environment = new EnvironmentReader(directory.resolve("root")).read(name);
        assertThat(environment.findings()).isEmpty();
        return environment.fleet().orElseThrow();
    }

    private static String said(LocalFleet fleet) throws IOException {
        StringBuilder text = new StringBuilder();
        for (LocalAgent agent : fleet.agents()) {
            text.append(agent.name()).append(": ").append(Files.readString(agent.complaints()));
        }
        return text.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
