package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Whatever is wrong with one environment, no tree is touched, the good ones' neither. */
final class BadInputTest {
    private static final Path CASES =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")))
                    .resolve("generator/src/test/resources/cases/input");

    @TempDir private Path root;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory)
                    .filter(BadInputTest::blocks)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean blocks(Path folder) {
        try {
            return Files.readString(folder.resolve("expected.txt")).contains("  error  ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void aGoodTree() throws IOException {
        assertThat(CommandRun.of(root, "init", "lab", "--root", "ROOT").exit()).isZero();
        assertThat(CommandRun.of(root, "render", "--root", "ROOT").exit()).isZero();
        Files.copy(CASES.resolve("good.yaml"), root.resolve("environments/good.yaml"));
        // A change of the good environment is pending, so that only the bad one keeps it from being
        // written.
        Path lab = root.resolve("environments/lab.yaml");
        Files.writeString(
                lab, Files.readString(lab).replaceFirst("(?m)^  id: .*$", "  id: another"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leavesTheTreeAlone(String name) throws IOException {
        try (Stream<Path> files = Files.list(CASES.resolve(name))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                Files.copy(
                        file,
                        root.resolve("environments").resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        boolean readable =
                Files.readString(CASES.resolve(name).resolve("expected.txt"))
                        .startsWith("readable");
        refused(readable ? 1 : 2, "case");
    }

    @Test
    void aHugeFileLeavesTheTreeAlone() throws IOException {
        try (RandomAccessFile huge =
                new RandomAccessFile(root.resolve("environments/huge.yaml").toFile(), "rw")) {
            huge.setLength(50L << 20);
        }
        CommandRun run = refused(2, "huge");
        assertThat(run.out())
                .contains("environments/huge.yaml  error  input/size-limit  52428800 bytes");
    }

    private CommandRun refused(int exit, String environment) throws IOException {
        SortedMap<String, String> before = Trees.state(root.resolve("gitops"));
        CommandRun run = CommandRun.of(root, "render", "lab", environment, "--root", "ROOT");
        assertThat(run.exit()).as(run.text()).isEqualTo(exit);
        assertThat(run.out()).isNotEmpty();
        assertThat(run.err()).isEmpty();
        assertThat(Trees.state(root.resolve("gitops"))).isEqualTo(before);
        return run;
    }
}
