package dev.larry.check;

import java.util.Collection;
import java.util.List;

/**
 * What kubeconform said of a tree.
 *
 * @param documents how many objects were found, every one of them either judged or named in a
 *     violation
 * @param violations in the order of files and lines
 */
public record SchemaVerdict(int documents, List<SchemaViolation> violations) {

    public SchemaVerdict {
        violations = List.copyOf(violations);
    }

    static SchemaVerdict of(int documents, Collection<SchemaViolation> violations) {
        return new SchemaVerdict(documents, violations.stream().sorted().distinct().toList());
    }
}
