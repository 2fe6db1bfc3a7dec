package dev.larry.check;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What kubeconform said of a tree.
 *
 * @param documents how many objects were found, every one of them either judged or named below
 * @param violations in the order of files and lines
 * @param withoutSchema objects that cannot be judged, no schema being pinned for their kind
 * @param kinds how many of those there are of each kind, by {@code apiVersion Kind}
 */
public record SchemaVerdict(
        int documents,
        List<SchemaViolation> violations,
        List<SchemaViolation> withoutSchema,
        SortedMap<String, Integer> kinds) {

    public SchemaVerdict {
        violations = sorted(violations);
        withoutSchema = sorted(withoutSchema);
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }

    private static List<SchemaViolation> sorted(Collection<SchemaViolation> violations) {
        return violations.stream().sorted().distinct().toList();
    }
}
