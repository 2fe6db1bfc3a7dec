package dev.larry.agent.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

final class RuntimeCopyTest {
    @TempDir private Path directory;
    private Path runtime = Path.of("");

    @BeforeEach
    void aRuntime() throws IOException {
        runtime = Files.createDirectories(directory.resolve("from"));
        Files.createDirectories(runtime.resolve("lib/server"));
        Files.writeString(runtime.resolve("lib/server/code"), "code");
        Files.createDirectory(runtime.resolve("bin"));
        Path program = Files.writeString(runtime.resolve("bin/java"), "program");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-xr-xr-x"));
        LaunchFiles.write(runtime, runtime, List.of("larry-agent.jar", "jedis.jar"));
        Files.createSymbolicLink(runtime.resolve("lib/alias"), Path.of("server/code"));
    }

    @Test
    void copiesFilesLinksAndRights() throws IOException {
        Path target = directory.resolve("to");
        RuntimeCopy.to(target, runtime.toString());
        assertThat(target.resolve("lib/alias")).isSymbolicLink().hasContent("code");
        assertThat(Files.getPosixFilePermissions(target.resolve("bin/java")))
                .isEqualTo(PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    @Test
    void keepsTheTimesThatTheArchiveOfClassesDependsOn() throws IOException {
        Path target = directory.resolve("to");
        FileTime built = FileTime.fromMillis(1_767_225_600_000L);
        Files.setLastModifiedTime(runtime.resolve("lib/server/code"), built);
        RuntimeCopy.to(target, runtime.toString());
        assertThat(Files.getLastModifiedTime(target.resolve("lib/server/code"))).isEqualTo(built);
    }

    @Test
    void startsTheCopyWhereItLies() throws IOException {
        Path target = directory.resolve("to");
        RuntimeCopy.to(target, runtime.toString());
        assertThat(target.resolve(LaunchFiles.LAUNCHER))
                .isExecutable()
                .hasContent("#!" + target + "/bin/java @" + target + "/lib/larry-agent.args\n");
        assertThat(target.resolve(LaunchFiles.ARGUMENTS))
                .content()
                .doesNotContain(runtime + "/")
                .contains(
                        "-Dlarry.runtime=" + target + "\n",
                        "-XX:SharedArchiveFile=" + target + "/lib/larry-agent.jsa\n",
                        target + "/lib/agent/larry-agent.jar:" + target + "/lib/agent/jedis.jar\n");
    }

    @Test
    void refusesAPlaceThatNoLauncherCouldName() {
        assertThatThrownBy(
                        () -> RuntimeCopy.to(directory.resolve("with blanks"), runtime.toString()))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("choose another directory");
        assertThat(directory.resolve("with blanks")).doesNotExist();
    }

    @Test
    void copiesAgainOverItself() throws IOException {
        Path target = directory.resolve("to");
        RuntimeCopy.to(target, runtime.toString());
        Files.writeString(runtime.resolve("lib/server/code"), "newer");
        RuntimeCopy.to(target, runtime.toString());
        assertThat(target.resolve("lib/server/code")).hasContent("newer");
    }

    @Test
    void saysInOneLineWhatIsMissing() {
        assertThatThrownBy(() -> RuntimeCopy.to(directory.resolve("to"), null))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("no runtime to copy")
                .extracting(problem -> ((AgentException) problem).code())
                .isEqualTo(ExitCode.BAD_SETTINGS);
        assertThatThrownBy(() ->
                        RuntimeCopy.to(runtime.resolve("lib/server/code"), runtime.toString()))
                .isInstanceOf(AgentException.class)
                .hasMessageStartingWith("cannot copy the runtime to ");
    }
}
