package dev.larry.gitops;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lies in a directory. Symbolic links are never followed.
 *
 * @param files the size of each file
 * @param directories all below the root
 * @param others links, pipes and whatever else is no file
 */
record DiskTree(
        Path root,
        SortedMap<String, Long> files,
        SortedSet<String> directories,
        SortedSet<String> others) {

    /** Reads the directory; one that is not there holds nothing. */
    static DiskTree read(Path root) throws IOException {
        DiskTree tree = new DiskTree(root, new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(root, tree.new Reader());
        }
        return tree;
    }

    Path at(String path) {
        return root.resolve(path);
    }

    /** Whether it has just these files of these sizes and nothing else. */
    boolean holds(Map<String, Long> sizes) {
        return files.equals(sizes) && others.isEmpty();
    }

    private final class Reader extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (!directory.equals(root)) {
                directories.add(name(directory));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files.put(name(file), attributes.size());
            } else {
                others.add(name(file));
            }
            return FileVisitResult.CONTINUE;
        }

        private String name(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
        }
    }
}
