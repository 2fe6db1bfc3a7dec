package dev.larry.gitops;

import dev.larry.gitops.Plan.Fate;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Builds the whole new tree beside the old one. A file that does not change is linked, so that it
 * stays the same file with the same time.
 */
final class Staging {
    private final Plan plan;
    private final Path next;
    private final Set<Path> made = new HashSet<>();

    private Staging(Plan plan, Path next) {
        this.plan = plan;
        this.next = next;
    }

    /** Builds the tree at {@code next}, where nothing may be, and makes sure that it is whole. */
    static void stage(Plan plan, Path next) throws IOException {
        Staging staging = new Staging(plan, next);
        Files.createDirectory(next);
        staging.made.add(next);
        for (Map.Entry<String, byte[]> file : plan.wanted().entrySet()) {
            staging.put(file.getKey(), file.getValue());
        }
        staging.verify();
    }

    private boolean kept(String path) {
        return plan.fates().get(path) == Fate.UNCHANGED;
    }

    private void put(String path, byte[] content) throws IOException {
        Path target = next.resolve(path);
        Path parent = target.getParent();
        if (parent != null && made.add(parent)) {
            Files.createDirectories(parent);
        }
        if (kept(path)) {
            keep(plan.disk().at(path), target);
        } else {
            Files.write(target, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    private static void keep(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Not every file system has links, and some systems refuse them to others' files.
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** A short write or a file that somebody changed meanwhile must not become the tree. */
    private void verify() throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        plan.wanted().forEach((path, content) -> sizes.put(path, (long) content.length));
        boolean whole = DiskTree.read(next).holds(sizes);
        for (Map.Entry<String, byte[]> file : plan.wanted().entrySet()) {
            if (!whole) {
                break;
            }
            String path = file.getKey();
            whole =
                    kept(path)
                            || Arrays.equals(
                                    file.getValue(), Files.readAllBytes(next.resolve(path)));
        }
        if (!whole) {
            throw new FileSystemException(
                    next.toString(), null, "what was written there is not what was rendered");
        }
    }
}
