package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.ContractJson;
import dev.larry.contract.RunReport;
import dev.larry.contract.TaskRecordDocument.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code larry launch local --local}, as the README shows it. */
final class LaunchIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Pattern REPORT = Pattern.compile("report: (.*run\\.json)");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir private Path directory;

    @Test
    void three_larrys_do_sixteen_tasks_on_the_checkout() throws Exception {
        Process launch = launch();
        assertThat(launch.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
        assertThat(launch.exitValue()).as(said()).isZero();
        assertThat(said()).contains("16 of 16 tasks done, 16 starts, clean");
        RunReport report = report();
        assertThat(report.clean()).isTrue();
        assertThat(report.figures().epochs()).isZero();
    }

    @Test
    void killed_workers_and_a_killed_redis_cost_no_task_and_no_second_commit() throws Exception {
        Process launch = launch();
        kill(launch, LocalKind.REDIS);
        for (int i = 0; i < 3; i++) {
            kill(launch, LocalKind.WORKER_AT_WORK);
        }
        assertThat(launch.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
        assertThat(launch.exitValue()).as(said()).isZero();
        RunReport report = report();
        assertThat(report.phases().stream().flatMap(phase -> phase.tasks().stream()))
                .hasSize(16)
                .allSatisfy(task -> assertThat(task.state()).isEqualTo(State.DONE));
        assertThat(report.figures().done()).isEqualTo(16);
        assertThat(report.trail().stream().filter(event -> event.type().equals("barrier_opened")))
                .hasSize(1);
        assertThat(report.figures().starts()).isGreaterThan(16);
    }

    @Test
    void a_second_run_of_the_same_environment_is_refused_while_the_first_goes_on()
            throws Exception {
        Process launch = launch();
        await(() -> said().contains("larry watch local"));
        CommandRun second = CommandRun.of(ROOT, "launch", "local", "--local", "--root", "ROOT");
        assertThat(second.exit()).isEqualTo(3);
        assertThat(second.err())
                .isEqualTo(
                        "larry: a run of local goes on here; look at it with: larry watch local\n");
        launch.destroy();
        assertThat(launch.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launch.descendants()).isEmpty();
    }

    private enum LocalKind {
        REDIS,
        WORKER_AT_WORK
    }

    private void kill(Process launch, LocalKind kind) {
        Predicate<ProcessHandle> which =
                switch (kind) {
                    case REDIS -> one -> command(one).contains("redis-server");
                    case WORKER_AT_WORK ->
                            one ->
                                    command(one).contains("agent.main.Main worker")
                                            && one.children().findAny().isPresent();
                };
        boolean[] killed = {false};
        await(() -> {
            try (Stream<ProcessHandle> all = launch.descendants()) {
                killed[0] = all.filter(which).limit(1).anyMatch(ProcessHandle::destroyForcibly);
            }
            return killed[0] || !launch.isAlive();
        });
        assertThat(killed[0]).as(said()).isTrue();
    }

    private static String command(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.larry.cli.Main",
                                "launch",
                                "local",
                                "--local",
                                "--root",
                                ROOT.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("said"));
        } catch (IOException e) {
            return "";
        }
    }

    private RunReport report() throws Exception {
        Matcher matcher = REPORT.matcher(said());
        assertThat(matcher.find()).as(said()).isTrue();
        Path json = Path.of(matcher.group(1));
        assertThat(json.resolveSibling("run.md")).isNotEmptyFile();
        assertThat(json.resolveSibling("run.html")).isNotEmptyFile();
        return ContractJson.read(Files.readString(json), RunReport.class);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
