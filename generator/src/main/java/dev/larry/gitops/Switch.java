package dev.larry.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts the staged tree in place of the old one, and cleans up after a process that was killed while
 * it did so. At every moment the tree is whole: the old or the new one. Only where trees cannot be
 * exchanged is there a moment without any; {@link #heal} then brings the old one back.
 *
 * <p>It is safe against the end of a process, not of the machine: nothing is synced to the disk,
 * because Git holds what is worth keeping.
 */
final class Switch {
    private final GitopsPaths paths;
    private final Swap swap;

    Switch(GitopsPaths paths, Swap swap) {
        this.paths = paths;
        this.swap = swap;
    }

    /** Whether a process that was killed left something beside the tree. */
    boolean leftovers() {
        return exists(paths.next()) || exists(paths.old()) || exists(paths.trash());
    }

    /** Brings back the tree if it is missing, and removes what else a killed process left. */
    void heal() throws IOException {
        if (exists(paths.old())) {
            move(paths.old(), exists(paths.tree()) ? emptied(paths.trash()) : paths.tree());
        }
        Deletion.of(paths.trash());
        Deletion.of(paths.next());
    }

    /**
     * Puts what lies at {@link GitopsPaths#next} in place; the old tree is then there or in the
     * trash.
     */
    void swap() throws IOException {
        if (!exists(paths.tree())) {
            move(paths.next(), paths.tree());
        } else if (!swap.exchange(paths.next(), paths.tree())) {
            move(paths.tree(), paths.old());
            try {
                move(paths.next(), paths.tree());
            } catch (IOException e) {
                move(paths.old(), paths.tree());
                throw e;
            }
        }
    }

    private static Path emptied(Path directory) throws IOException {
        Deletion.of(directory);
        return directory;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
