package dev.larry.cli;

import dev.larry.diff.Models;
import dev.larry.diff.git.Snapshot;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A revision to its fleets, by way of a directory of its own. */
final class Fleets {
    private Fleets() {}

    /**
     * Reads every environment of a revision.
     *
     * @throws IOException where the directory cannot be written
     */
    static Models of(Snapshot revision) throws IOException {
        Path directory = Files.createTempDirectory("larry-diff-");
        try {
            revision.checkOutEnvironments(directory);
            Map<String, Fleet> fleets = new HashMap<>();
            Map<String, String> unreadable = new HashMap<>();
            EnvironmentReader reader = new EnvironmentReader(directory);
            for (String name : reader.names()) {
                Environment environment = reader.read(name);
                environment
                        .fleet()
                        .ifPresentOrElse(
                                fleet -> fleets.put(name, fleet),
                                () -> unreadable.put(name, why(environment)));
            }
            return new Models(fleets, unreadable);
        } finally {
            delete(directory);
        }
    }

    private static String why(Environment environment) {
        long errors = environment.findings().errors();
        return environment.file()
                + " has "
                + (errors == 1 ? "an error" : errors + " errors")
                + ", the first: "
                + environment.findings().all().getFirst();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
