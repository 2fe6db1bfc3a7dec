package dev.larry.cli;

import dev.larry.cli.cluster.Point;
import dev.larry.diff.git.NoRevisionException;
import dev.larry.diff.git.WorkTree;
import dev.larry.model.Fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The repository that a run is written to, and whether it can be. */
final class GitPlace {
    private static final String NAME = "git";
    private static final int SHOWN = 3;

    private final Path root;

    GitPlace(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Whether a commit can be made that holds the new run and nothing else. */
    List<Point> look(Fleet fleet) throws IOException {
        try (WorkTree tree = WorkTree.around(root)) {
            Optional<String> branch = tree.branch();
            if (branch.isEmpty()) {
                return List.of(
                        Point.no(
                                NAME,
                                "HEAD is detached at " + shortened(tree.head()),
                                "check out a branch: git switch " + fleet.argo().revision()));
            }
            SortedSet<String> changed = tree.uncommitted();
            if (!changed.isEmpty()) {
                int more = changed.size() - SHOWN;
                return List.of(
                        Point.no(
                                NAME,
                                "not committed: "
                                        + String.join(", ", changed.stream().limit(SHOWN).toList())
                                        + (more > 0 ? " and " + more + " more" : ""),
                                "commit or stash it: git stash --include-untracked"));
            }
            if (!tree.hasCommitter()) {
                return List.of(
                        Point.no(
                                NAME,
                                "Git does not know in whose name to commit",
                                "say it: git config user.name NAME, git config user.email"
                                        + " ADDRESS"));
            }
            String said = "branch " + branch.get() + " at " + shortened(tree.head()) + ", clean";
            return List.of(
                    branch.get().equals(fleet.argo().revision())
                            ? Point.ok(NAME, said)
                            : Point.note(
                                    NAME,
                                    said + "; Argo CD follows " + fleet.argo().revision(),
                                    "the run begins when this branch is merged there"));
        } catch (NoRevisionException e) {
            return List.of(Point.no(NAME, String.valueOf(e.getMessage()), "name one with --root"));
        }
    }

    /**
     * Commits what a launch wrote; where that fails, nothing stays staged.
     *
     * @return the commit's id
     */
    String commit(String environment, String message) throws IOException, InterruptedException {
        try (WorkTree tree = WorkTree.around(root)) {
            String[] written = {"environments/" + environment + ".yaml", "gitops/" + environment};
            boolean committed = false;
            try {
                tree.add(written);
                String commit = commit(tree, message);
                committed = true;
                return commit;
            } finally {
                if (!committed) {
                    tree.unstage(written);
                }
            }
        } catch (NoRevisionException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private String commit(WorkTree tree, String message) throws IOException, InterruptedException {
        if (!tree.signs()) {
            return tree.commit(message);
        }
        new GitProgram(root)
                .run(
                        "nothing is changed: make it sign, then launch again",
                        "commit",
                        "--message",
                        message);
        return tree.head();
    }

    /** How a person would push the branch. */
    String[] push() throws IOException {
        try (WorkTree tree = WorkTree.around(root)) {
            return new String[] {"push", tree.remote(), tree.branch().orElseThrow()};
        } catch (NoRevisionException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    Path root() {
        return root;
    }

    static String shortened(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
