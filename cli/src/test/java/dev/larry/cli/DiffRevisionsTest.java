package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which revisions the change report compares, and what it says where it cannot. */
final class DiffRevisionsTest {
    @TempDir private Path root;

    @Test
    void namesWhatIsNoRepository() {
        assertThat(diff(root, "main"))
                .isEqualTo(
                        new CommandRun(
                                2,
                                "",
                                "larry: ROOT: not in a Git repository; name one with --root\n"));
    }

    @Test
    void namesAnUnknownRevision() throws Exception {
        try (Git git = GitTrees.init(root)) {
            GitTrees.commit(git);
        }
        for (String unknown : new String[] {"mian", "HEAD^{", "HEAD~7", "..", "ffffffff"}) {
            CommandRun run = diff(root, unknown);
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err())
                    .startsWith("larry: unknown revision '" + unknown + "'")
                    .hasLineCount(1);
        }
    }

    @Test
    void saysWhatToDoInAShallowClone() throws Exception {
        Path from = Files.createDirectory(root.resolve("from"));
        try (Git git = GitTrees.init(from)) {
            write(from, "1");
            GitTrees.commit(git);
            write(from, "2");
            GitTrees.commit(git);
        }
        Path clone = root.resolve("clone");
        Git.cloneRepository()
                .setURI(from.toUri().toString())
                .setDirectory(clone.toFile())
                .setDepth(1)
                .call()
                .close();
        CommandRun run = diff(clone, "HEAD~1");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("shallow clone").contains("fetch-depth: 0").hasLineCount(1);
        assertThat(diff(clone, "main").exit()).isZero();
    }

    @Test
    void findsTheBaseThatOnlyTheRemoteHas() throws Exception {
        Path from = Files.createDirectory(root.resolve("from"));
        Path clone = root.resolve("clone");
        try (Git git = GitTrees.init(from)) {
            write(from, "1");
            GitTrees.commit(git);
            git.branchCreate().setName("release").call();
        }
        Git.cloneRepository()
                .setURI(from.toUri().toString())
                .setDirectory(clone.toFile())
                .call()
                .close();
        write(clone, "2");
        assertThat(diff(clone, "release").out()).contains("`data.value` | `1` | `2`");
    }

    @Test
    void comparesWithTheMergeBaseWhenAsked() throws Exception {
        try (Git git = GitTrees.init(root)) {
            write(root, "1");
            GitTrees.commit(git);
            git.checkout().setCreateBranch(true).setName("mine").call();
            Files.writeString(root.resolve("README.md"), "mine");
            GitTrees.commit(git);
            git.checkout().setName("main").call();
            write(root, "2");
            GitTrees.commit(git);
            git.checkout().setName("mine").call();
        }
        assertThat(diff(root, "main").out())
                .contains("main has commits that are not in HEAD")
                .contains("`data.value` | `2` | `1`");
        assertThat(diff(root, "main", "--merge-base").out()).contains("no environment changes");
    }

    @Test
    void comparesTwoRevisionsAndLeavesTheWorkTreeOut() throws Exception {
        try (Git git = GitTrees.init(root)) {
            write(root, "1");
            GitTrees.commit(git);
            write(root, "2");
            GitTrees.commit(git);
        }
        write(root, "3");
        assertThat(diff(root, "HEAD~1", "--head", "HEAD").out())
                .contains("`data.value` | `1` | `2`");
        assertThat(diff(root, "HEAD").out()).contains("`data.value` | `2` | `3`");
    }

    @Test
    void worksBelowTheTopOfTheRepository() throws Exception {
        Path below = Files.createDirectories(root.resolve("deploy/fleet"));
        try (Git git = GitTrees.init(root)) {
            write(below, "1");
            GitTrees.commit(git);
        }
        write(below, "2");
        assertThat(diff(below, "main").out()).contains("`data.value` | `1` | `2`");
    }

    @Test
    void namesAFileThatIsNoYaml() throws Exception {
        try (Git git = GitTrees.init(root)) {
            write(root, "1");
            GitTrees.commit(git);
        }
        Files.writeString(root.resolve("gitops/any/object.yaml"), "a: [");
        CommandRun run = diff(root, "main");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("larry: object.yaml: cannot be read as YAML")
                .hasLineCount(1);
    }

    @Test
    void namesAnEnvironmentThatNeitherHas() throws Exception {
        try (Git git = GitTrees.init(root)) {
            write(root, "1");
            GitTrees.commit(git);
        }
        assertThat(diff(root, "main", "prod").err())
                .isEqualTo("larry: no environment 'prod' in either revision; there are: [any]\n");
    }

    private static CommandRun diff(Path root, String base, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("diff", "--root", root.toString(), "--base", base));
        arguments.addAll(List.of(more));
        return CommandRun.of(root, arguments);
    }

    private static void write(Path root, String value) throws IOException {
        Path file = root.resolve("gitops/any/object.yaml");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(
                file,
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: object, namespace: shop}
                data: {value: "%s"}
                """
                        .formatted(value));
    }
}
