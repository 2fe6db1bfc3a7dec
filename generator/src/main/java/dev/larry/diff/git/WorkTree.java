package dev.larry.diff.git;

import org.eclipse.jgit.api.AddCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.UserConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The work tree that a directory lies in: what is changed in it, and a commit of that. */
public final class WorkTree implements AutoCloseable {
    private final Repository repository;
    private final Path top;
    private final String prefix;

    private WorkTree(Repository repository, Path top, String prefix) {
        this.repository = repository;
        this.top = top;
        this.prefix = prefix;
    }

    /**
     * Opens it.
     *
     * @throws NoRevisionException where there is none
     * @throws IOException where it cannot be read
     */
    public static WorkTree around(Path root) throws NoRevisionException, IOException {
        Path real = root.toRealPath();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(real.toFile());
        if (builder.getGitDir() == null) {
            throw new NoRevisionException(root + ": not in a Git repository");
        }
        try {
            Repository repository = builder.setMustExist(true).build();
            if (repository.isBare()) {
                throw new NoRevisionException(root + ": a bare Git repository has no work tree");
            }
            Path top = repository.getWorkTree().toPath().toRealPath();
            String below = top.relativize(real).toString().replace('\\', '/');
            return new WorkTree(repository, top, below.isEmpty() ? "" : below + "/");
        } catch (RepositoryNotFoundException e) {
            throw new NoRevisionException(root + ": not in a Git repository");
        }
    }

    /** Its topmost directory. */
    public Path top() {
        return top;
    }

    /** The branch that is checked out; nothing where HEAD is detached. */
    public Optional<String> branch() throws IOException {
        String full = repository.getFullBranch();
        return full == null || !full.startsWith(Constants.R_HEADS)
                ? Optional.empty()
                : Optional.of(full.substring(Constants.R_HEADS.length()));
    }

    /** Where the branch is pushed to, by its configuration; else origin. */
    public String remote() throws IOException {
        String configured =
                repository
                        .getConfig()
                        .getString(
                                ConfigConstants.CONFIG_BRANCH_SECTION,
                                branch().orElse(null),
                                ConfigConstants.CONFIG_KEY_REMOTE);
        return configured == null ? Constants.DEFAULT_REMOTE_NAME : configured;
    }

    /**
     * What is not committed: changed files wherever they are, and unknown ones below what is
     * rendered and what it is rendered from.
     *
     * @throws IOException where it cannot be read
     */
    public SortedSet<String> uncommitted() throws IOException {
        try {
            Status status = new Git(repository).status().call();
            SortedSet<String> paths = new TreeSet<>(status.getUncommittedChanges());
            status.getUntracked().stream()
                    .filter(path ->
                            path.startsWith(prefix)
                                    && Snapshot.isOurs(path.substring(prefix.length())))
                    .forEach(paths::add);
            return paths;
        } catch (GitAPIException e) {
            throw new IOException("git status: " + e.getMessage(), e);
        }
    }

    /** Whether Git knows in whose name commits are made. */
    public boolean hasCommitter() {
        UserConfig user = repository.getConfig().get(UserConfig.KEY);
        return !user.isCommitterNameImplicit() && !user.isCommitterEmailImplicit();
    }

    /** Whether commits are to be signed, which is left to the git program. */
    public boolean signs() {
        return repository
                .getConfig()
                .getBoolean(
                        ConfigConstants.CONFIG_COMMIT_SECTION,
                        ConfigConstants.CONFIG_KEY_GPGSIGN,
                        false);
    }

    /** Adds what changed below these paths, what is gone too. */
    public void add(String... below) throws IOException {
        try {
            Git git = new Git(repository);
            for (boolean update : new boolean[] {false, true}) {
                AddCommand add = git.add().setUpdate(update);
                for (String path : below) {
                    add.addFilepattern(prefix + path);
                }
                add.call();
            }
        } catch (GitAPIException e) {
            throw new IOException("git add: " + e.getMessage(), e);
        }
    }

    /** Takes back what was added below these paths; the files stay as they are. */
    public void unstage(String... below) throws IOException {
        try {
            ResetCommand reset = new Git(repository).reset();
            for (String path : below) {
                reset.addPath(prefix + path);
            }
            reset.call();
        } catch (GitAPIException e) {
            throw new IOException("git reset: " + e.getMessage(), e);
        }
    }

    /**
     * Commits what was added; the hooks of the repository run.
     *
     * @return the commit's id
     */
    public String commit(String message) throws IOException {
        try {
            return new Git(repository).commit().setMessage(message).setSign(false).call().name();
        } catch (GitAPIException e) {
            throw new IOException("git commit: " + e.getMessage(), e);
        }
    }

    /** The commit that is checked out. */
    public String head() throws IOException {
        @Nullable ObjectId id = repository.resolve(Constants.HEAD);
        return id == null ? "" : id.name();
    }

    @Override
    public void close() {
        repository.close();
    }
}
