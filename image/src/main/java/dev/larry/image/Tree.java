package dev.larry.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The image's files before they are packed. */
final class Tree {
    /**
     * The time of every file, as of every jar of the build (project.build.outputTimestamp). The JVM
     * takes its archive only where the jars have the time they were archived with.
     */
    static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private Tree() {}

    /** Removes a directory with all that is in it. */
    static void remove(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            for (Path each : all(directory).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Gives every file the same time and plain rights, and makes links the files they name. */
    static void settle(Path root) throws IOException {
        List<Path> deepestFirst = all(root).sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
            if (Files.isSymbolicLink(path)) {
                Path target = path.toRealPath();
                Files.delete(path);
                Files.copy(target, path, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        for (Path path : deepestFirst) {
            boolean runs = Files.isDirectory(path) || Files.isExecutable(path);
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
            Files.setLastModifiedTime(path, FileTime.from(BUILT));
        }
    }

    /** Itself and everything below, in the order of their names. */
    static Stream<Path> all(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.sorted().toList().stream();
        }
    }
}
