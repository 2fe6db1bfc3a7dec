package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The change report. A case is a folder: {@code base} and {@code head} hold what the repository
 * does, where environments have no rendered tree beside them it is rendered, and {@code
 * expected.md} and {@code expected.json} hold the report.
 */
final class DiffTest {
    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")));
    private static final Path CASES = ROOT.resolve("cli/src/test/resources/cases/diff");

    @TempDir private Path root;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatChanges(String name) throws Exception {
        Path folder = CASES.resolve(name);
        String commit;
        try (Git git = GitTrees.init(root)) {
            put(folder.resolve("base"));
            commit = GitTrees.commit(git).getName().substring(0, 10);
            GitTrees.clear(root);
            put(folder.resolve("head"));
        }
        SortedMap<String, String> before = Trees.state(root.resolve("gitops"));
        CommandRun markdown = CommandRun.of(root, "diff", "--base", "main", "--root", "ROOT");
        CommandRun json =
                CommandRun.of(root, "diff", "--base", "main", "--root", "ROOT", "--format", "json");
        assertThat(markdown.err() + json.err()).isEmpty();
        same(folder.resolve("expected.md"), markdown.out().replace(commit, "COMMIT"));
        same(folder.resolve("expected.json"), json.out().replace(commit, "COMMIT"));
        int expected = json.out().contains("\"impossible\" : true") ? 1 : 0;
        assertThat(List.of(markdown.exit(), json.exit())).containsOnly(expected);
        assertThat(Trees.state(root.resolve("gitops"))).isEqualTo(before);
    }

    private void put(Path from) throws IOException {
        Files.createDirectories(root.resolve("gitops"));
        if (!Files.isDirectory(from)) {
            return;
        }
        Trees.copy(from, root);
        Path environments = root.resolve("environments");
        if (Files.isDirectory(environments)) {
            // One that cannot be read has no tree: an older one has been left.
            CommandRun run = CommandRun.of(root, "render", "--root", "ROOT");
            assertThat(run.exit()).as(run.text()).isIn(0, 1);
        }
    }

    private static void same(Path expected, String text) throws IOException {
        if (System.getProperty("recreate") != null) {
            Files.writeString(expected, text);
        }
        assertThat(text)
                .as(
                        "%s; if the change is meant: mvn -pl cli -am test -Dtest=DiffTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate",
                        ROOT.relativize(expected))
                .isEqualTo(Files.readString(expected));
    }
}
