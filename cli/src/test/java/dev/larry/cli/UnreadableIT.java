package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Environments that may not be read; root gives up the right to read everything first. */
final class UnreadableIT {
    private static final Path LARRY =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")), "target", "larry");

    @TempDir private Path root;

    @Test
    void aDirectoryThatCannotBeListedIsNamed() throws Exception {
        assertThat(CommandRun.of(root, "init", "lab", "--root", "ROOT").exit()).isZero();
        Path environments = root.resolve("environments");
        Files.setPosixFilePermissions(environments, PosixFilePermissions.fromString("---------"));
        try {
            assertThat(render())
                    .isEqualTo(
                            "exit 2: larry: "
                                    + environments
                                    + ": cannot be listed: permission denied; make it readable\n");
        } finally {
            Files.setPosixFilePermissions(
                    environments, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        assertThat(CommandRun.of(root, "init", "lab", "--root", "ROOT").exit()).isZero();
        Files.setPosixFilePermissions(
                root.resolve("environments/lab.yaml"),
                PosixFilePermissions.fromString("---------"));
        assertThat(render())
                .isEqualTo(
                        "exit 2: environments/lab.yaml  error  input/unreadable  cannot be read:"
                                + " permission denied; make it readable\n");
    }

    private String render() throws Exception {
        List<String> command = new ArrayList<>();
        if (Files.getOwner(root).getName().equals("root")) {
            command.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        }
        command.addAll(List.of(LARRY.toString(), "render", "--root", root.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "exit " + process.waitFor() + ": " + said;
    }
}
