package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void renderingIsClean() {
        assertThat(run("render", "--root", "target")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wrongUseIsOneLineAndExitTwo() {
        assertThat(run("rendre")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "larry: Unmatched argument at index 0: 'rendre' (see larry --help)\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void noCommandIsWrongUse() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("larry: name a command (see larry --help)\n");
    }

    private int run(String... args) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }
}
