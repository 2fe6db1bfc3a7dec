package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.model.Finding;
import dev.larry.model.Findings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is said of files that are wrong: all of it, once, at its place, on a line each. */
final class BadInputTest {
    private static final Path CASES =
            Expected.root().resolve("generator/src/test/resources/cases/input");

    @TempDir private Path root;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachCaseSaysWhatIsExpected(String name) throws IOException {
        Path environments = Files.createDirectories(root.resolve("environments"));
        Path folder = CASES.resolve(name);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = new ArrayList<>(List.of(CASES.resolve("good.yaml")));
            all.addAll(files.filter(file -> file.toString().endsWith(".yaml")).toList());
            for (Path file : all) {
                Files.copy(file, environments.resolve(file.getFileName()));
            }
        }
        Environment environment = new EnvironmentReader(root).read("case");
        StringBuilder said = new StringBuilder();
        said.append(environment.readable() ? "readable" : "unreadable").append('\n');
        environment.findings().forEach(finding -> said.append(finding).append('\n'));
        Expected.is(folder.resolve("expected.txt"), said.toString(), "BadInputTest");
        holds(environment.findings());
        assertThat(environment.fleet().isPresent()).isEqualTo(!environment.findings().block());
    }

    @Test
    void aHugeFileIsRefusedUnread() throws IOException {
        Path file = Files.createDirectories(root.resolve("environments")).resolve("huge.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(50L << 20);
        }
        assertThat(said("huge"))
                .containsExactly(
                        "environments/huge.yaml  error  input/size-limit  52428800 bytes; allowed:"
                                + " 16777216 bytes at most; split the fleet or remove what is no"
                                + " environment");
    }

    @Test
    void nestingIsRefusedHoweverDeepItIs() throws IOException {
        for (String deep :
                List.of(
                        "[".repeat(100_000),
                        "{a: ".repeat(100_000),
                        "- ".repeat(100_000),
                        "? ".repeat(100_000),
                        "a: [" + "[".repeat(100_000) + "]".repeat(100_000) + "]")) {
            write("deep", deep);
            assertThat(said("deep")).singleElement().asString().contains("error  input/");
        }
    }

    @Test
    void aDeepBlockIsRefused() throws IOException {
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            block.append(" ".repeat(i)).append("a:\n");
        }
        write("deep", block.toString());
        assertThat(said("deep")).singleElement().asString().contains("input/depth-limit");
    }

    @Test
    void manyLabelsInAKeyAreRefusedWithoutDeepRecursion() throws IOException {
        write(
                "labels",
                "monitoring: { podLabels: { ? \"" + "a.".repeat(100_000) + "a/x\" : y } }\n");
        assertThat(said("labels")).anySatisfy(line -> assertThat(line).contains("a label key"));
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        Files.createDirectories(root.resolve("environments/folder.yaml"));
        assertThat(said("folder"))
                .containsExactly(
                        "environments/folder.yaml  error  input/unreadable  is a directory; name a"
                                + " file");
    }

    @Test
    void aNameThatCannotBeAFilesIsNotLookedFor() {
        for (String name : List.of("", "../secret", "a\0b", "/etc/passwd", "UPPER", "a b")) {
            assertThat(said(name))
                    .singleElement()
                    .asString()
                    .contains("input/unreadable")
                    .contains("no environment's name");
        }
    }

    @Test
    void anEnvironmentThatIsNotThereIsNamed() {
        assertThat(said("none"))
                .containsExactly(
                        "environments/none.yaml  error  input/unreadable  does not exist; correct"
                                + " the name or create it with: larry init");
    }

    @Test
    void abstractFilesAndExceptionsAreNoEnvironments() throws IOException {
        write("base", "abstract: true\n");
        write("prod", "environment: prod\n");
        write("prod.exceptions", "[]\n");
        write("broken", "{");
        assertThat(new EnvironmentReader(root).names()).containsExactly("broken", "prod");
    }

    private void write(String name, String text) throws IOException {
        Path environments = Files.createDirectories(root.resolve("environments"));
        Files.writeString(environments.resolve(name + ".yaml"), text);
    }

    private List<String> said(String name) {
        Environment environment = new EnvironmentReader(root).read(name);
        holds(environment.findings());
        return environment.findings().all().stream().map(Finding::toString).toList();
    }

    private static void holds(Findings findings) {
        List<String> lines = findings.all().stream().map(Finding::toString).toList();
        assertThat(lines)
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line).hasLineCount(1));
        assertThat(findings.all()).isSorted();
    }
}
