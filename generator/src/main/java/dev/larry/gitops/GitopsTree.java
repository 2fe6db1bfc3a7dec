package dev.larry.gitops;

import dev.larry.model.Findings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * The rendered tree of one environment, {@code gitops/<environment>/}. It is replaced as a whole or
 * not at all; files that are not larry's, or that somebody edited, are never touched unasked.
 *
 * <p>To write: stage the new tree beside the old one, let them trade places in one step, delete the
 * old one. When nothing changes, nothing is touched at all.
 */
public final class GitopsTree {
    private final GitopsPaths paths;
    private final Switch trees;

    /** What was asked about last: conflicts are asked for, then the same files are written. */
    private @Nullable Wanted last;

    private record Wanted(Collection<RenderedFile> files, SortedMap<String, byte[]> bytes) {}

    GitopsTree(Path out, String environment, Swap swap) {
        this.paths = new GitopsPaths(out, environment);
        this.trees = new Switch(paths, swap);
    }

    /**
     * The tree of an environment; it need not be there yet.
     *
     * @param out the directory of all environments' trees, {@code gitops} by default
     */
    public static GitopsTree at(Path out, String environment) {
        return new GitopsTree(out, environment, new NativeSwap());
    }

    /**
     * What stops these files from being written: clashes among them, and what lies in the tree that
     * is not larry's or not as larry left it.
     *
     * @param overwrite files, as findings name them or below the tree, that may be replaced or
     *     removed all the same
     * @throws CannotWriteException if the tree cannot be read
     */
    public Findings conflicts(List<RenderedFile> files, Set<String> overwrite)
            throws CannotWriteException {
        Findings clashes = Clashes.among(files, paths);
        return clashes.block() ? clashes : Drift.blocking(planToRead(files, overwrite), paths);
    }

    /**
     * Everything in which the tree is not what is rendered.
     *
     * @throws CannotWriteException if the tree cannot be read
     */
    public Findings drift(List<RenderedFile> files) throws CannotWriteException {
        Findings clashes = Clashes.among(files, paths);
        return clashes.block() ? clashes : Drift.all(planToRead(files, Set.of()), paths);
    }

    /**
     * What writing these files would change; nothing is written.
     *
     * @throws CannotWriteException if the tree cannot be read
     */
    public Change compare(List<RenderedFile> files) throws CannotWriteException {
        return planToRead(files, Set.of()).change();
    }

    /**
     * Makes the tree what was rendered.
     *
     * @throws CannotWriteException if it could not; the tree is then as it was
     */
    public Change write(List<RenderedFile> files, Set<String> overwrite)
            throws CannotWriteException {
        if (!trees.leftovers()) {
            Change change = permitted(files, planToRead(files, overwrite)).change();
            if (change.none()) {
                return change;
            }
        }
        boolean madeOut = makeOut();
        Change change = null;
        try (RenderLock _ = lock()) {
            try {
                trees.heal();
                change = replace(files, overwrite);
                trees.heal();
                return change;
            } finally {
                if (madeOut && change == null) {
                    removeOut();
                }
            }
        } catch (IOException e) {
            throw failed(e, change != null);
        }
    }

    private Change replace(List<RenderedFile> files, Set<String> overwrite)
            throws CannotWriteException, IOException {
        Plan plan = permitted(files, plan(files, overwrite));
        Change change = plan.change();
        if (!change.none()) {
            try {
                Staging.stage(plan, paths.next());
                trees.swap();
            } catch (IOException e) {
                abandon(e);
                throw e;
            }
        }
        return change;
    }

    /** Removes what was staged; if even that fails, the next render does it. */
    private void abandon(Exception problem) {
        try {
            Deletion.of(paths.next());
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }

    private RenderLock lock() throws IOException, CannotWriteException {
        return RenderLock.take(paths.lock())
                .orElseThrow(() ->
                        new CannotWriteException(
                                "another render is writing "
                                        + paths.shown()
                                        + " (it holds "
                                        + GitopsPaths.shown(paths.lock())
                                        + "); run again when it is done"));
    }

    private Plan planToRead(Collection<RenderedFile> files, Set<String> overwrite)
            throws CannotWriteException {
        try {
            return plan(files, overwrite);
        } catch (IOException e) {
            throw new CannotWriteException(
                    "cannot read "
                            + paths.shown()
                            + " ("
                            + Trouble.why(e)
                            + "); nothing was changed",
                    e);
        }
    }

    private Plan plan(Collection<RenderedFile> files, Set<String> overwrite)
            throws IOException, CannotWriteException {
        for (Path directory : List.of(paths.out(), paths.tree())) {
            boolean follow = directory.equals(paths.out());
            LinkOption[] options =
                    follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(directory, options)) {
                throw new CannotWriteException(
                        GitopsPaths.shown(directory)
                                + " is not a directory; move it away and run again");
            }
        }
        return Planner.plan(wanted(files), DiskTree.read(paths.tree()), paths.below(overwrite));
    }

    /** Hashing every file is dear, and one render needs three plans. */
    private SortedMap<String, byte[]> wanted(Collection<RenderedFile> files) {
        if (last == null || last.files() != files) {
            last = new Wanted(files, Planner.wanted(files));
        }
        return last.bytes();
    }

    /** Callers ask for conflicts first; this is for what has happened since. */
    private Plan permitted(List<RenderedFile> files, Plan plan) throws CannotWriteException {
        Findings problems = Clashes.among(files, paths).and(Drift.blocking(plan, paths));
        if (problems.block()) {
            throw new CannotWriteException(
                    "cannot write "
                            + paths.shown()
                            + " ("
                            + problems.all().getFirst()
                            + "); nothing was changed");
        }
        return plan;
    }

    private boolean makeOut() throws CannotWriteException {
        if (Files.exists(paths.out())) {
            return false;
        }
        try {
            Files.createDirectory(paths.out());
            return true;
        } catch (IOException e) {
            throw failed(e, false);
        }
    }

    private void removeOut() {
        try {
            Files.deleteIfExists(paths.lock());
            Files.deleteIfExists(paths.out());
        } catch (IOException e) {
            // Something else has been put there meanwhile, so it has to stay.
        }
    }

    private CannotWriteException failed(IOException problem, boolean written) {
        String state =
                written
                        ? paths.shown() + " is written, what it was before is not yet removed"
                        : paths.shown() + " is as it was";
        return new CannotWriteException(
                "cannot write " + paths.shown() + " (" + Trouble.why(problem) + "); " + state,
                problem);
    }
}
