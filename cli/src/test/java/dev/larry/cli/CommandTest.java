package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The command as it is typed. A case is a folder: {@code commands}, one a line with ROOT for the
 * repository, {@code expected.txt}, and below {@code root} what the repository holds beside the
 * environment {@code lab} that {@code larry init} writes.
 */
final class CommandTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Path CASES = ROOT.resolve("cli/src/test/resources/cases/command");

    @TempDir private Path root;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysAndEndsAsExpected(String name) throws IOException {
        Path folder = CASES.resolve(name);
        if (Files.isDirectory(folder.resolve("root"))) {
            Trees.copy(folder.resolve("root"), root);
        }
        List<String> said = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("commands"))) {
            if (line.startsWith("write ")) { // write FILE TEXT: what a person does in between
                String[] words = line.split(" ", 3);
                Path file = root.resolve(words[1]);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, words[2] + "\n");
                said.add("$ " + line + "\n");
            } else {
                String arguments = line.replaceFirst("^larry ?", "");
                CommandRun run =
                        CommandRun.of(
                                root,
                                arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
                said.add("$ " + line + "\n" + run.text());
            }
        }
        Path expected = folder.resolve("expected.txt");
        String text = String.join("\n", said);
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, text);
        }
        assertThat(text)
                .as(
                        "%s; if the change is meant: mvn -pl cli -am test -Dtest=CommandTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate",
                        ROOT.relativize(expected))
                .isEqualTo(Files.readString(expected));
    }
}
