package dev.larry.check;

import dev.larry.model.Source;

import java.util.Comparator;

/**
 * One place in a tree of manifests that a schema refuses.
 *
 * @param at the value or key concerned, its path within the object
 * @param kind of the object, empty where it has none
 * @param name of the object, empty where it has none
 */
public record SchemaViolation(Source at, String kind, String name, String message)
        implements Comparable<SchemaViolation> {

    private static final Comparator<SchemaViolation> ORDER =
            Comparator.comparing(SchemaViolation::at)
                    .thenComparing(SchemaViolation::message)
                    .thenComparing(SchemaViolation::kind)
                    .thenComparing(SchemaViolation::name);

    @Override
    public int compareTo(SchemaViolation other) {
        return ORDER.compare(this, other);
    }
}
