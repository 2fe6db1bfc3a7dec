package dev.larry.agent.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Breaks runs again and again. A repeat that fails is recorded with what failed, its histories are
 * kept, and the next begins; the table is written after each, so that whatever becomes of the rest
 * it holds what was found.
 */
final class Repeats {
    private static final int SHOWN = 10;

    private final FaultTable table = new FaultTable();
    private final Path file;
    private final Path kept;

    /**
     * @param file where the table goes; beside it, in a directory of the same name, the histories
     *     of repeats that failed
     */
    Repeats(Path file) {
        this.file = file;
        this.kept =
                file.resolveSibling(String.valueOf(file.getFileName()).replaceFirst("\\.md$", ""));
    }

    /** Breaks a run, once. */
    interface Breaking {
        /**
         * @param scratch a directory of its own
         */
        Found run(Path scratch) throws Exception;
    }

    /**
     * One repeat.
     *
     * @return what failed
     */
    List<String> once(String fault, int repeat, Path scratch, Breaking breaking)
            throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        try {
            Found found = breaking.run(scratch);
            failures.addAll(found.failures());
            table.add(fault, found);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            failures.add("it came to no end: " + e);
            table.addUnended(fault);
        }
        String name = fault + ", repeat " + (repeat + 1);
        failures.stream().limit(SHOWN).forEach(failure -> table.failure(name, failure));
        if (failures.size() > SHOWN) {
            table.failure(name, "and " + (failures.size() - SHOWN) + " more");
        }
        table.write(file);
        if (!failures.isEmpty()) {
            keep(scratch, kept.resolve(fault + "-" + (repeat + 1)));
        }
        return failures.stream().map(failure -> name + ": " + failure).toList();
    }

    /** So many repeats, all of them; fails at the end where any did. */
    void all(String fault, int repeats, Path directory, Breaking breaking)
            throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            Path scratch = directory.resolve(fault + "-" + repeat);
            failures.addAll(once(fault, repeat, scratch, breaking));
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
    }

    private static void keep(Path scratch, Path to) throws IOException {
        if (!Files.isDirectory(scratch)) {
            return;
        }
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path from : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(scratch.relativize(from).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(from));
            }
        }
    }
}
