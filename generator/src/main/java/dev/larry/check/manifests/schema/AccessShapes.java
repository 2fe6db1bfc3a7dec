package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;

/**
 * What roles and bindings cannot do without.
 *
 * <p>Source: Kubernetes API reference, Role, RoleBinding.
 */
final class AccessShapes {
    private AccessShapes() {}

    static void check(Manifest object, Members members) {
        switch (object.kind()) {
            case "RoleBinding", "ClusterRoleBinding" -> binding(object, members);
            case "Role", "ClusterRole" ->
                    object.root().get("rules").items().forEach(each -> rule(each, members));
            default -> {}
        }
    }

    private static void rule(Field rule, Members members) {
        if (rule.get("verbs").isEmpty()) {
            members.missing(rule, "verbs");
        }
        if (rule.get("nonResourceURLs").isEmpty()) {
            if (rule.get("resources").isEmpty()) {
                members.missing(rule, "resources");
            }
            if (rule.get("apiGroups").isEmpty()) {
                members.missing(rule, "apiGroups");
            }
        }
    }

    private static void binding(Manifest object, Members members) {
        Field roleRef = object.root().get("roleRef");
        members.need(object.root(), "roleRef");
        if (roleRef.exists()) {
            members.need(roleRef, "kind", "name");
        }
        for (Field subject : object.root().get("subjects").items()) {
            members.need(subject, "kind", "name");
            if (subject.get("kind").is("ServiceAccount")
                    && object.kind().equals("ClusterRoleBinding")) {
                members.need(subject, "namespace");
            }
        }
    }
}
