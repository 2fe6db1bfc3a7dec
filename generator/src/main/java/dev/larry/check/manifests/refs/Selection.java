package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.model.Severity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it means that a selector selects nothing of a tree. In a whole tree it is a fault. In any
 * other, what it selects may be made by an operator, a chart or another repository: it is a fault
 * where something here is plainly meant, and looks like one where it stands beside objects that it
 * could select.
 *
 * @param object what selects
 * @param wanted the labels it asks for
 */
record Selection(ManifestSet tree, Manifest object, Map<String, String> wanted) {
    Selection {
        wanted = Map.copyOf(wanted);
    }

    /** Something that could be selected. */
    record Candidate(Manifest object, Map<String, String> labels) {
        Candidate {
            labels = Map.copyOf(labels);
        }
    }

    /** Of a LabelSelector. */
    static Selection of(ManifestSet tree, Manifest object, Field selector) {
        return new Selection(tree, object, selector.get("matchLabels").texts());
    }

    /** How grave it is that none of the candidates is selected; nothing where it is no fault. */
    Optional<Severity> fault(List<Candidate> candidates) {
        if (tree.isWhole()) {
            return Optional.of(Severity.ERROR);
        }
        if (wanted.values().stream().anyMatch(Placeholder::isIn)) {
            return Optional.empty();
        }
        if (candidates.stream()
                .filter(each -> each.object().isBeside(object))
                .anyMatch(this::isMeant)) {
            return Optional.of(Severity.ERROR);
        }
        String file = object.root().source().file();
        boolean beside =
                candidates.stream()
                        .anyMatch(each -> each.object().root().source().file().equals(file));
        return beside ? Optional.of(Severity.WARNING) : Optional.empty();
    }

    /** It has this object's name, or all labels but for slips of the finger. */
    private boolean isMeant(Candidate candidate) {
        if (!object.name().isEmpty() && candidate.object().name().equals(object.name())) {
            return true;
        }
        return !wanted.isEmpty()
                && wanted.entrySet().stream()
                        .allMatch(each -> {
                            String found = candidate.labels().get(each.getKey());
                            return found != null
                                    && (found.equals(each.getValue())
                                            || Absence.isNear(found, each.getValue()));
                        });
    }
}
