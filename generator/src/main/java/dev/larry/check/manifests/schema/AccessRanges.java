package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;

import java.util.Set;

/**
 * Vocabularies of bindings.
 *
 * <p>Source: Kubernetes API reference, RoleBinding, ClusterRoleBinding.
 */
final class AccessRanges {
    private AccessRanges() {}

    static void check(Manifest object, Limits limits) {
        if (!object.kind().equals("RoleBinding") && !object.kind().equals("ClusterRoleBinding")) {
            return;
        }
        limits.word(
                object.root().at("roleRef.kind"),
                object.kind().equals("RoleBinding")
                        ? Set.of("Role", "ClusterRole")
                        : Set.of("ClusterRole"));
        for (Field subject : object.root().get("subjects").items()) {
            limits.word(subject.get("kind"), Set.of("ServiceAccount", "User", "Group"));
        }
    }
}
