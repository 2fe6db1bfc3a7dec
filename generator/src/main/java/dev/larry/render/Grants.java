package dev.larry.render;

import dev.larry.model.Access;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;

import java.util.List;

/** Roles with their bindings. Source: Kubernetes documentation, "Using RBAC Authorization". */
final class Grants {
    static final List<String> READ = List.of("get", "list", "watch");

    private static final String API = "rbac.authorization.k8s.io";
    private static final String REASON = "larry.dev/reason";

    private Grants() {}

    /** A ServiceAccount that a role is bound to. */
    record Subject(String namespace, String account) {}

    static PolicyRule rule(List<String> groups, List<String> resources, List<String> verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(groups)
                .withResources(resources)
                .withVerbs(verbs)
                .build();
    }

    static PolicyRule rule(Access access) {
        return new PolicyRuleBuilder()
                .withApiGroups(access.groups())
                .withResources(access.resources())
                .withVerbs(access.verbs())
                .withResourceNames(access.names())
                .build();
    }

    /** A Role and its binding in one namespace. */
    static List<HasMetadata> within(
            Subject subject, String namespace, String name, List<PolicyRule> rules, String reason) {
        ObjectMeta metadata =
                Metadata.in(namespace, name, Metadata.ACCESS)
                        .addToAnnotations(REASON, reason)
                        .build();
        return List.of(
                new RoleBuilder().withMetadata(metadata).withRules(rules).build(),
                new RoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef(API, "Role", name)
                        .addNewSubject("", "ServiceAccount", subject.account(), subject.namespace())
                        .build());
    }

    /** A ClusterRole and its binding. */
    static List<HasMetadata> everywhere(Subject subject, List<PolicyRule> rules, String reason) {
        String name = ObjectNames.outside(subject.namespace(), subject.account());
        ObjectMeta metadata =
                Metadata.cluster(name, Metadata.ACCESS).addToAnnotations(REASON, reason).build();
        return List.of(
                new ClusterRoleBuilder().withMetadata(metadata).withRules(rules).build(),
                new ClusterRoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef(API, "ClusterRole", name)
                        .addNewSubject("", "ServiceAccount", subject.account(), subject.namespace())
                        .build());
    }
}
