package dev.larry.diff.object;

import java.util.List;
import java.util.Optional;

/**
 * One object that differs between the revisions.
 *
 * @param replaces the object that goes when this one comes
 * @param fields in what the two differ; nothing for what is new or removed
 * @param notes why it has that effect, and what else a reviewer should know
 * @param loud whether data or whole namespaces are at stake
 */
public record ObjectChange(
        Effect effect,
        Identity id,
        Optional<Identity> replaces,
        String path,
        List<FieldChange> fields,
        List<String> notes,
        boolean loud) {
    public ObjectChange {
        fields = List.copyOf(fields);
        notes = List.copyOf(notes);
    }
}
