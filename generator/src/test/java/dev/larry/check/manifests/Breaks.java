package dev.larry.check.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The edits, one a line: rule, file, text, what it becomes; line feeds as backslash n. */
final class Breaks {
    private static final Path CASES =
            Path.of(Objects.requireNonNull(System.getProperty("larry.root")))
                    .resolve("generator/src/test/resources/cases/manifests");

    private Breaks() {}

    static List<Break> all() {
        return read("breaks.tsv");
    }

    /** Edits that are as right as what was there. */
    static List<Break> harmless() {
        return read("harmless.tsv");
    }

    private static List<Break> read(String name) {
        try {
            return Files.readAllLines(CASES.resolve(name)).stream().map(Breaks::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Break of(String line) {
        String[] cells = line.split("\t", -1);
        return new Break(cells[0], cells[1], text(cells[2]), text(cells[3]));
    }

    private static String text(String cell) {
        return cell.replace("\\n", "\n");
    }
}
