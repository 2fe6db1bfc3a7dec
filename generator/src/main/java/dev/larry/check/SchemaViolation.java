package dev.larry.check;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * One place in a tree of manifests that a schema refuses.
 *
 * @param line of the value or key concerned, from 1
 * @param column from 1
 * @param pointer JSON pointer to the value within its object, empty for the object itself
 * @param kind of the object, empty where it has none
 * @param name of the object, empty where it has none
 */
public record SchemaViolation(
        Path file, int line, int column, String pointer, String kind, String name, String message)
        implements Comparable<SchemaViolation> {

    private static final Comparator<SchemaViolation> ORDER =
            Comparator.comparing(SchemaViolation::file)
                    .thenComparingInt(SchemaViolation::line)
                    .thenComparingInt(SchemaViolation::column)
                    .thenComparing(SchemaViolation::pointer)
                    .thenComparing(SchemaViolation::message)
                    .thenComparing(SchemaViolation::kind)
                    .thenComparing(SchemaViolation::name);

    @Override
    public int compareTo(SchemaViolation other) {
        return ORDER.compare(this, other);
    }
}
