package dev.larry.diff.object;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.Set;

/** Why pods are replaced, in a few words. */
final class PodChange {
    private static final String SETTINGS = "larry.dev/settings-sha256";

    private PodChange() {}

    static String why(ManifestObject before, ManifestObject after) {
        JsonNode was = before.podTemplate();
        JsonNode is = after.podTemplate();
        Set<String> what = new LinkedHashSet<>();
        for (FieldChange change : FieldDiff.between("", was, is)) {
            String path = change.path();
            what.add(
                    path.contains(SETTINGS)
                            ? "its settings"
                            : path.matches("spec\\.(initC|c)ontainers\\[.*]\\.image")
                                    ? "image"
                                    : path.contains(".resources")
                                            ? "resources"
                                            : path.startsWith("metadata.")
                                                    ? "labels or annotations of its pods"
                                                    : path.contains("affinity")
                                                                    || path.contains("nodeSelector")
                                                            ? "nodes"
                                                            : "pod template");
        }
        return what.isEmpty()
                ? "immutable fields outside the pod template changed"
                : String.join(", ", what) + " changed";
    }
}
