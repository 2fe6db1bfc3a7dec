package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The command as a person starts it, at {@code target/larry}. */
final class LauncherIT {
    private static final Path LARRY =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")), "target", "larry");

    @TempDir private Path elsewhere;

    @Test
    void saysItsVersion() throws Exception {
        assertThat(run(LARRY, Map.of(), "--version")).isEqualTo(new Result(0, "larry 0.1.0\n", ""));
    }

    @Test
    void runsThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("larry"), LARRY);
        Result result = run(link, Map.of(), "--version");
        Files.delete(link);
        assertThat(result.exit()).isZero();
    }

    @Test
    void startsWithoutItsCache() throws Exception {
        Path copy = copyWithoutCache();
        assertThat(run(copy, Map.of(), "--version")).isEqualTo(new Result(0, "larry 0.1.0\n", ""));
        Files.writeString(copy.resolveSibling("larry.d").resolve("larry.aot"), "not a cache");
        assertThat(run(copy, Map.of(), "--version")).isEqualTo(new Result(0, "larry 0.1.0\n", ""));
    }

    @Test
    void wrongUseIsOneLineAndExitTwo() throws Exception {
        assertThat(run(LARRY, Map.of(), "rendre"))
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                "larry: Unmatched argument at index 0: 'rendre' (see larry"
                                        + " --help)\n"));
    }

    @Test
    void refusesAnOldJdkInOneLine() throws Exception {
        Files.createDirectories(elsewhere.resolve("bin"));
        Files.copy(Path.of("/bin/sh"), elsewhere.resolve("bin/java"));
        Files.writeString(elsewhere.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        assertThat(run(LARRY, Map.of("LARRY_JAVA_HOME", elsewhere.toString()), "--version"))
                .isEqualTo(
                        new Result(
                                3,
                                "",
                                "larry: LARRY_JAVA_HOME is not a JDK 25 or newer: "
                                        + elsewhere
                                        + "\n"));
    }

    private Path copyWithoutCache() throws IOException {
        Path from = LARRY.resolveSibling("larry.d");
        Path to = elsewhere.resolve("larry.d");
        Files.createDirectories(to);
        Files.copy(from.resolve("jdk"), to.resolve("jdk"));
        Files.createDirectories(to.resolve("lib"));
        try (Stream<Path> jars = Files.list(from.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, to.resolve("lib").resolve(jar.getFileName()));
            }
        }
        return Files.copy(LARRY, elsewhere.resolve("larry"));
    }

    private static Result run(Path command, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.toString());
        builder.command().addAll(List.of(args));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Both streams are a line at most, so reading one after the other cannot block.
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    private record Result(int exit, String out, String err) {}
}
