package dev.larry.diff.git;

import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The revisions of the repository that a directory lies in. */
public final class Revisions implements AutoCloseable {
    private final Repository repository;
    private final String prefix;

    private Revisions(Repository repository, String prefix) {
        this.repository = repository;
        this.prefix = prefix;
    }

    /**
     * Opens the repository around a directory; linked work trees and subdirectories are fine.
     *
     * @throws NoRevisionException where there is none
     * @throws IOException where it cannot be read
     */
    public static Revisions around(Path root) throws NoRevisionException, IOException {
        if (!(SystemReader.getInstance() instanceof PlainSystemReader)) {
            SystemReader.setInstance(new PlainSystemReader(SystemReader.getInstance()));
        }
        Path real = root.toRealPath();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(real.toFile());
        if (builder.getGitDir() == null) {
            throw notARepository(root);
        }
        try {
            Repository repository = builder.setMustExist(true).build();
            File top = repository.isBare() ? real.toFile() : repository.getWorkTree();
            String below = top.toPath().toRealPath().relativize(real).toString().replace('\\', '/');
            return new Revisions(repository, below.isEmpty() ? "" : below + "/");
        } catch (RepositoryNotFoundException e) {
            throw notARepository(root);
        }
    }

    private static NoRevisionException notARepository(Path root) {
        return new NoRevisionException(
                (root.toString().isEmpty() ? "this directory" : root)
                        + ": not in a Git repository; name one with --root");
    }

    /**
     * What a revision holds.
     *
     * @throws NoRevisionException where it is unknown, or this clone has not got it
     * @throws IOException where the repository cannot be read
     */
    public Snapshot snapshot(String revision) throws NoRevisionException, IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return read(walk, revision, commit(walk, revision));
        } catch (MissingObjectException e) {
            throw incomplete(revision);
        }
    }

    /**
     * What the last common ancestor of two revisions holds; the first itself where none is known.
     *
     * @throws NoRevisionException where one is unknown, or this clone has not got it
     * @throws IOException where the repository cannot be read
     */
    public Snapshot mergeBase(String revision, String other)
            throws NoRevisionException, IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit first = commit(walk, revision);
            RevCommit second = commit(walk, other);
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(List.of(first, second));
            RevCommit found = walk.next();
            walk.reset();
            walk.setRevFilter(RevFilter.ALL);
            return read(walk, revision, found == null ? first : walk.parseCommit(found));
        } catch (MissingObjectException e) {
            throw incomplete(revision);
        }
    }

    /**
     * Whether a revision has everything that the base has. If not, the base's later changes look as
     * if the revision undid them.
     *
     * @throws NoRevisionException where one is unknown, or this clone has not got it
     * @throws IOException where the repository cannot be read
     */
    public boolean contains(String revision, String base) throws NoRevisionException, IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            // A shallow clone does not know its history, so nothing is said of it.
            return isShallow() || walk.isMergedInto(commit(walk, base), commit(walk, revision));
        } catch (MissingObjectException e) {
            throw incomplete(base);
        }
    }

    private Snapshot read(RevWalk walk, String name, RevCommit commit) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
            tree.addTree(commit.getTree());
            tree.setRecursive(true);
            tree.setFilter(
                    PathFilterGroup.createFromStrings(
                            Snapshot.DIRECTORIES.stream().map(each -> prefix + each).toList()));
            while (tree.next()) {
                String path = tree.getPathString().substring(prefix.length());
                boolean regular =
                        FileMode.REGULAR_FILE.equals(tree.getRawMode(0))
                                || FileMode.EXECUTABLE_FILE.equals(tree.getRawMode(0));
                if (regular && Snapshot.isOurs(path)) {
                    files.put(path, tree.getObjectReader().open(tree.getObjectId(0)).getBytes());
                }
            }
        }
        return new Snapshot(name, commit.name(), files);
    }

    private RevCommit commit(RevWalk walk, String revision)
            throws NoRevisionException, IOException {
        // CI clones a pull request's base as a remote branch only.
        for (String name : List.of(revision, "origin/" + revision)) {
            Optional<ObjectId> id = resolve(name);
            if (id.isPresent()) {
                return walk.parseCommit(id.get());
            }
        }
        if (isShallow()) {
            throw incomplete(revision);
        }
        throw new NoRevisionException(
                "unknown revision '"
                        + revision
                        + "'; name a branch, a tag or a commit of this repository");
    }

    private Optional<ObjectId> resolve(String revision) throws IOException {
        try {
            @Nullable ObjectId id = repository.resolve(revision + "^{commit}");
            return Optional.ofNullable(id);
        } catch (RevisionSyntaxException
                | org.eclipse.jgit.errors.AmbiguousObjectException
                | org.eclipse.jgit.errors.IncorrectObjectTypeException e) {
            return Optional.empty();
        }
    }

    private boolean isShallow() throws IOException {
        return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    private NoRevisionException incomplete(String revision) throws IOException {
        return new NoRevisionException(
                "revision '"
                        + revision
                        + "' is not in this "
                        + (isShallow() ? "shallow" : "incomplete")
                        + " clone; clone the whole history (GitHub: fetch-depth: 0, GitLab:"
                        + " GIT_DEPTH: \"0\") or run: git fetch --unshallow");
    }

    @Override
    public void close() {
        repository.close();
    }
}
