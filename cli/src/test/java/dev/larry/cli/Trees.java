package dev.larry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directories in tests. */
final class Trees {
    private Trees() {}

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Brings what a check needs, where it is missing. */
    static void installTools(Path root) throws IOException, InterruptedException {
        Process install =
                new ProcessBuilder(root.resolve("ci/tools").toString(), "install")
                        .inheritIO()
                        .start();
        assertThat(install.waitFor()).as("ci/tools install").isZero();
    }

    /** Every file with its time and the hash of its bytes: equal only where nothing was touched. */
    static SortedMap<String, String> state(Path directory) throws IOException {
        SortedMap<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                state.put(
                        directory.relativize(file).toString(),
                        Files.getLastModifiedTime(file)
                                + " "
                                + (Files.isRegularFile(file)
                                        ? Arrays.hashCode(Files.readAllBytes(file))
                                        : "directory"));
            }
        }
        return state;
    }
}
