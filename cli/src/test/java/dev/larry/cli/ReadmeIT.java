package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The README's tour, typed: what it shows is what the command says, but for the run on this
 * machine, whose figures are others each time.
 */
final class ReadmeIT {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Pattern SCREEN = Pattern.compile("(?ms)^```console\n(.*?)^```$");
    private static final String PROMPT = "$ ";

    @TempDir private Path root;

    @BeforeAll
    static void install() throws Exception {
        Trees.installTools(ROOT);
    }

    static Stream<String> screens() throws IOException {
        List<String> screens =
                SCREEN.matcher(Files.readString(ROOT.resolve("README.md")))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertThat(screens).hasSizeGreaterThan(5);
        return screens.stream().filter(screen -> !screen.contains("launch local"));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void whatTheTourShowsIsWhatTheCommandSays(String screen) throws Exception {
        checkout();
        StringBuilder typed = new StringBuilder("exec 2>/dev/null\n");
        for (String line : screen.lines().toList()) {
            if (line.startsWith(PROMPT)) {
                String command = line.substring(PROMPT.length());
                typed.append("printf '%s\\n' '").append(line.replace("'", "'\\''")).append("'\n");
                // The status of the last command is what the next may ask for.
                typed.append("(exit ${status:-0}); ").append(command).append("; status=$?\n");
            }
        }
        Path said = root.resolve("target.said");
        Process shell =
                new ProcessBuilder("bash", "-c", typed.toString())
                        .directory(root.toFile())
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(shell.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said)).isEqualTo(screen);
    }

    private void checkout() throws Exception {
        for (String part : List.of("environments", "gitops")) {
            Trees.copy(ROOT.resolve(part), root.resolve(part));
        }
        for (String part : List.of("ci", ".larry", "target")) {
            Files.createSymbolicLink(root.resolve(part), ROOT.resolve(part));
        }
        Files.writeString(root.resolve(".gitignore"), "/ci\n/.larry\n/target*\n/gitops/.*\n");
        try (Git git = GitTrees.init(root)) {
            GitTrees.commit(git);
        }
    }
}
