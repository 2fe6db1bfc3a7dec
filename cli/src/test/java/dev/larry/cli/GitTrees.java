package dev.larry.cli;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Real Git repositories in tests. */
final class GitTrees {
    private static final PersonIdent SOMEBODY =
            new PersonIdent(
                    "Somebody",
                    "somebody@example.com",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    ZoneOffset.UTC);

    private GitTrees() {}

    static Git init(Path root) throws GitAPIException {
        return Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
    }

    static RevCommit commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.add().addFilepattern(".").setUpdate(true).call();
        return git.commit()
                .setAuthor(SOMEBODY)
                .setCommitter(SOMEBODY)
                .setMessage("a change")
                .setSign(false)
                .setAllowEmpty(true)
                .call();
    }

    /** Leaves a repository's root with nothing in it but the repository. */
    static void clear(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst =
                    files.filter(file ->
                                    !file.equals(root) && !file.startsWith(root.resolve(".git")))
                            .sorted(Comparator.reverseOrder())
                            .toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
