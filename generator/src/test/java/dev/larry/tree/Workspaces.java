package dev.larry.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies of the repository's environments, for tests to add to and to rewrite. */
final class Workspaces {
    private Workspaces() {}

    static void copy(Path root) throws IOException {
        Path environments = Files.createDirectories(root.resolve("environments"));
        try (Stream<Path> files = Files.list(RenderedTree.ROOT.resolve("environments"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, environments.resolve(file.getFileName()));
            }
        }
    }

    static void delete(Path root) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.walk(root)) {
            paths = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
