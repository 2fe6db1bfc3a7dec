package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** API versions that the pinned Kubernetes no longer serves, or will not for long. */
final class ApiVersionRules {
    private static final String SOURCE = "Kubernetes documentation, Deprecated API Migration Guide";

    static final Rule REMOVED =
            Rule.error(
                    "schema/api-removed",
                    "An object's API version is served by Kubernetes 1.36.",
                    "The API server knows no such kind and refuses the object.",
                    "move to the version that replaced it",
                    SOURCE);
    static final Rule DEPRECATED =
            Rule.warning(
                    "schema/api-deprecated",
                    "An object's API version is not deprecated.",
                    "It will be gone in a coming release, and the tree with it.",
                    "move to the version that replaces it",
                    SOURCE);

    static final List<Rule> ALL = List.of(REMOVED, DEPRECATED);

    private static final Set<String> ANY = Set.of();

    private static final List<Gone> TABLE =
            List.of(
                    gone("apps/v1beta1", ANY, "1.16", "apps/v1"),
                    gone("apps/v1beta2", ANY, "1.16", "apps/v1"),
                    gone("extensions/v1beta1", Set.of("Ingress"), "1.22", "networking.k8s.io/v1"),
                    gone(
                            "extensions/v1beta1",
                            Set.of("NetworkPolicy"),
                            "1.16",
                            "networking.k8s.io/v1"),
                    gone(
                            "extensions/v1beta1",
                            Set.of("PodSecurityPolicy"),
                            "1.16",
                            "Pod Security admission"),
                    gone("extensions/v1beta1", ANY, "1.16", "apps/v1"),
                    gone(
                            "admissionregistration.k8s.io/v1beta1",
                            Set.of(
                                    "MutatingWebhookConfiguration",
                                    "ValidatingWebhookConfiguration"),
                            "1.22",
                            "admissionregistration.k8s.io/v1"),
                    gone(
                            "admissionregistration.k8s.io/v1beta1",
                            Set.of("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
                            "1.34",
                            "admissionregistration.k8s.io/v1"),
                    gone("apiextensions.k8s.io/v1beta1", ANY, "1.22", "apiextensions.k8s.io/v1"),
                    gone(
                            "apiregistration.k8s.io/v1beta1",
                            ANY,
                            "1.22",
                            "apiregistration.k8s.io/v1"),
                    gone(
                            "authentication.k8s.io/v1beta1",
                            Set.of("TokenReview"),
                            "1.22",
                            "authentication.k8s.io/v1"),
                    gone("authorization.k8s.io/v1beta1", ANY, "1.22", "authorization.k8s.io/v1"),
                    gone(
                            "certificates.k8s.io/v1beta1",
                            Set.of("CertificateSigningRequest"),
                            "1.22",
                            "certificates.k8s.io/v1"),
                    gone(
                            "coordination.k8s.io/v1beta1",
                            Set.of("Lease"),
                            "1.22",
                            "coordination.k8s.io/v1"),
                    gone(
                            "networking.k8s.io/v1beta1",
                            Set.of("Ingress", "IngressClass"),
                            "1.22",
                            "networking.k8s.io/v1"),
                    gone(
                            "rbac.authorization.k8s.io/v1beta1",
                            ANY,
                            "1.22",
                            "rbac.authorization.k8s.io/v1"),
                    gone(
                            "rbac.authorization.k8s.io/v1alpha1",
                            ANY,
                            "1.22",
                            "rbac.authorization.k8s.io/v1"),
                    gone(
                            "scheduling.k8s.io/v1beta1",
                            Set.of("PriorityClass"),
                            "1.22",
                            "scheduling.k8s.io/v1"),
                    gone(
                            "scheduling.k8s.io/v1alpha1",
                            Set.of("PriorityClass"),
                            "1.22",
                            "scheduling.k8s.io/v1"),
                    gone(
                            "storage.k8s.io/v1beta1",
                            Set.of("CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"),
                            "1.22",
                            "storage.k8s.io/v1"),
                    gone(
                            "storage.k8s.io/v1beta1",
                            Set.of("CSIStorageCapacity"),
                            "1.27",
                            "storage.k8s.io/v1"),
                    gone("batch/v1beta1", Set.of("CronJob"), "1.25", "batch/v1"),
                    gone("batch/v2alpha1", Set.of("CronJob"), "1.21", "batch/v1"),
                    gone("discovery.k8s.io/v1beta1", ANY, "1.25", "discovery.k8s.io/v1"),
                    gone("events.k8s.io/v1beta1", ANY, "1.25", "events.k8s.io/v1"),
                    gone("autoscaling/v2beta1", ANY, "1.25", "autoscaling/v2"),
                    gone("autoscaling/v2beta2", ANY, "1.26", "autoscaling/v2"),
                    gone(
                            "policy/v1beta1",
                            Set.of("PodSecurityPolicy"),
                            "1.25",
                            "Pod Security admission"),
                    gone("policy/v1beta1", ANY, "1.25", "policy/v1"),
                    gone("node.k8s.io/v1beta1", ANY, "1.25", "node.k8s.io/v1"),
                    gone(
                            "flowcontrol.apiserver.k8s.io/v1beta1",
                            ANY,
                            "1.26",
                            "flowcontrol.apiserver.k8s.io/v1"),
                    gone(
                            "flowcontrol.apiserver.k8s.io/v1beta2",
                            ANY,
                            "1.29",
                            "flowcontrol.apiserver.k8s.io/v1"),
                    gone(
                            "flowcontrol.apiserver.k8s.io/v1beta3",
                            ANY,
                            "1.32",
                            "flowcontrol.apiserver.k8s.io/v1"));

    private static final List<Gone> OLD =
            List.of(
                    gone("v1", Set.of("Endpoints"), "1.33", "discovery.k8s.io/v1 EndpointSlice"),
                    gone("v1", Set.of("ComponentStatus"), "1.19", "the health endpoints"));

    private ApiVersionRules() {}

    private record Gone(String apiVersion, Set<String> kinds, String since, String instead) {
        boolean is(Manifest object) {
            return object.apiVersion().equals(apiVersion)
                    && (kinds.isEmpty() || kinds.contains(object.kind()));
        }
    }

    private static Gone gone(String apiVersion, Set<String> kinds, String since, String instead) {
        return new Gone(apiVersion, kinds, since, instead);
    }

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest object : tree.objects()) {
            TABLE.stream()
                    .filter(each -> each.is(object))
                    .findFirst()
                    .ifPresent(each -> say(REMOVED, object, each, "removed in ", findings));
            OLD.stream()
                    .filter(each -> each.is(object))
                    .findFirst()
                    .ifPresent(
                            each -> say(DEPRECATED, object, each, "deprecated since ", findings));
        }
    }

    private static void say(
            Rule rule, Manifest object, Gone gone, String word, Consumer<Finding> findings) {
        findings.accept(
                object.finding(
                        rule,
                        object.root().get("apiVersion"),
                        object.apiVersion() + " " + object.kind() + " was " + word + gone.since(),
                        gone.instead()));
    }
}
