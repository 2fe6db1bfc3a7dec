package dev.larry.diff.object;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.model.InvalidValueException;
import dev.larry.model.Quantity;

import java.util.List;
import java.util.TreeSet;

/**
 * What may change of a PersistentVolumeClaim: it may grow, and change its attributes class.
 *
 * <p>Source: ValidatePersistentVolumeClaimUpdate of Kubernetes. A claim in Git is taken to be
 * bound.
 */
final class ClaimUpdate {
    private static final String SOURCE = "ValidatePersistentVolumeClaimUpdate";

    private ClaimUpdate() {}

    static void check(ManifestObject before, ManifestObject after, List<String> reasons) {
        TreeSet<String> names = new TreeSet<>();
        before.at("/spec").fieldNames().forEachRemaining(names::add);
        after.at("/spec").fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String pointer = "/spec/" + name;
            JsonNode was = before.at(pointer);
            JsonNode is = after.at(pointer);
            switch (name) {
                case "resources", "volumeAttributesClassName" -> {}
                case "volumeMode" -> {
                    if (!was.asText("Filesystem").equals(is.asText("Filesystem"))) {
                        reasons.add(ImmutableFields.immutable(pointer, SOURCE));
                    }
                }
                // Set by the cluster: left out of a manifest, an applied value stays.
                case "volumeName", "storageClassName" -> {
                    if (!was.isMissingNode() && !is.isMissingNode() && !was.equals(is)) {
                        reasons.add(ImmutableFields.immutable(pointer, SOURCE));
                    }
                }
                default -> {
                    if (!Settled.same(was, is)) {
                        reasons.add(ImmutableFields.immutable(pointer, SOURCE));
                    }
                }
            }
        }
        if (change(before, after) < 0) {
            reasons.add("a volume cannot shrink (" + SOURCE + ")");
        }
    }

    /** Less than zero where the claim shrinks, more where it grows. */
    static int change(ManifestObject before, ManifestObject after) {
        String pointer = "/spec/resources/requests/storage";
        try {
            return Quantity.parse(after.at(pointer).asText())
                    .compareTo(Quantity.parse(before.at(pointer).asText()));
        } catch (InvalidValueException e) {
            return 0; // the schema check names what is no quantity
        }
    }
}
