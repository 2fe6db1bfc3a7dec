package dev.larry.agent.main;

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
import java.nio.file.attribute.PosixFilePermissions;

final class RuntimeCopyTest {
    @TempDir private Path directory;
    private Path runtime = Path.of("");

    @BeforeEach
    void aRuntime() throws IOException {
        runtime = Files.createDirectories(directory.resolve("from"));
        Files.createDirectories(runtime.resolve("lib/server"));
        Files.writeString(runtime.resolve("lib/server/code"), "code");
        Files.createDirectory(runtime.resolve("bin"));
        Path launcher = Files.writeString(runtime.resolve("bin/larry-agent"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.createSymbolicLink(runtime.resolve("lib/alias"), Path.of("server/code"));
    }

    @Test
    void copiesFilesLinksAndRights() throws IOException {
        Path target = directory.resolve("to");
        RuntimeCopy.to(target, runtime.toString());
        assertThat(target.resolve("lib/alias")).isSymbolicLink().hasContent("code");
        assertThat(Files.getPosixFilePermissions(target.resolve("bin/larry-agent")))
                .isEqualTo(PosixFilePermissions.fromString("r-xr-xr-x"));
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
