package dev.larry.check.manifests.security;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Images by tag, root file systems, and namespaces that keep their pods apart. */
final class ImageRules {
    static final Rule TAG =
            Rule.error(
                    "security/image-tag",
                    "An image has a tag other than latest, or a digest.",
                    "latest is another image tomorrow: a restart is an update nobody reviewed, and"
                            + " there is no way back.",
                    "name the version, or the digest",
                    "Kubernetes documentation, Images, Image names");
    static final Rule READ_ONLY =
            Rule.warning(
                    "security/read-only-root",
                    "A container's root file system is read-only.",
                    "Whoever breaks in can write a program and run it.",
                    "set readOnlyRootFilesystem: true and mount an emptyDir where it writes",
                    "NSA/CISA Kubernetes Hardening Guide, Immutable container file systems");
    static final Rule DEFAULT_NAMESPACE =
            Rule.warning(
                    "security/default-namespace",
                    "Nothing lives in the namespace default.",
                    "It has no quota, policy or owner of its own, and everything that forgets its"
                            + " namespace lands there.",
                    "give it a namespace",
                    "Kubernetes documentation, Namespaces");
    static final Rule NETWORK_POLICY =
            Rule.warning(
                    "security/namespace-network-policy",
                    "A namespace with pods has a NetworkPolicy that applies to all of them.",
                    "Without one every pod of the cluster reaches them, and they reach everything.",
                    "add a NetworkPolicy with podSelector: {} that denies by default",
                    "Kubernetes documentation, Network Policies, Default policies");
    static final Rule QUOTA =
            Rule.warning(
                    "security/namespace-quota",
                    "A namespace with pods has a ResourceQuota.",
                    "One namespace can take all that the cluster has.",
                    "add a ResourceQuota",
                    "Kubernetes documentation, Resource Quotas");

    static final Rule LEVEL =
            Rule.warning(
                    "security/namespace-level",
                    "A namespace with pods enforces a level of the Pod Security Standards.",
                    "Without the label the cluster's default holds, which is privileged unless"
                            + " somebody changed it.",
                    "add the label pod-security.kubernetes.io/enforce: restricted",
                    "Kubernetes documentation, Enforce Pod Security Standards with Namespace"
                            + " Labels");

    static final List<Rule> ALL =
            List.of(TAG, READ_ONLY, DEFAULT_NAMESPACE, NETWORK_POLICY, QUOTA, LEVEL);

    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    private static final Set<String> GIVEN = Set.of("kubernetes", "kube-root-ca.crt");

    private ImageRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Pod pod : tree.pods()) {
            for (Container container : pod.containers()) {
                image(pod, container, findings);
                Field readOnly = container.security().get("readOnlyRootFilesystem");
                if (!readOnly.isTrue() && !pod.isWindows()) {
                    findings.accept(
                            pod.owner()
                                    .finding(
                                            READ_ONLY,
                                            readOnly.exists() ? readOnly : container.field(),
                                            "container "
                                                    + container.name()
                                                    + " may write its root file system",
                                            "readOnlyRootFilesystem: true"));
                }
            }
        }
        for (Manifest object : tree.objects()) {
            if (object.namespace().equals("default") && !GIVEN.contains(object.name())) {
                findings.accept(
                        object.finding(
                                DEFAULT_NAMESPACE,
                                object.metadata().get("namespace"),
                                "lives in the namespace default",
                                "a namespace of its own"));
            }
        }
        tree.of("", "Namespace").forEach(each -> namespace(tree, each, findings));
    }

    private static void image(Pod pod, Container container, Consumer<Finding> findings) {
        Field field = container.field().get("image");
        String image = field.text();
        if (image.isBlank() || Placeholder.isIn(image) || image.contains("@")) {
            return;
        }
        String last = image.substring(image.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        String tag = colon < 0 ? "" : last.substring(colon + 1);
        if (tag.isEmpty() || tag.equals("latest")) {
            findings.accept(
                    pod.owner()
                            .finding(
                                    TAG,
                                    field,
                                    "image " + image + (tag.isEmpty() ? " has no tag" : ""),
                                    "a version, or a digest"));
        }
    }

    /** Judged over the tree: one file tells nothing of the others. */
    private static void namespace(
            ManifestSet tree, Manifest namespace, Consumer<Finding> findings) {
        if (tree.pods(namespace.name()).isEmpty()) {
            return;
        }
        if (tree.isWhole() && !namespace.labels().containsKey(ENFORCE)) {
            findings.accept(
                    namespace.finding(
                            LEVEL,
                            namespace.metadata().get("name"),
                            tree.pods(namespace.name()).size() + " pods and no level enforced",
                            "label " + ENFORCE));
        }
        boolean policy =
                tree.of("networking.k8s.io", "NetworkPolicy", namespace.name()).stream()
                        .anyMatch(each -> each.spec().get("podSelector").isEmpty());
        if (!policy) {
            findings.accept(
                    namespace.finding(
                            NETWORK_POLICY,
                            namespace.metadata().get("name"),
                            tree.pods(namespace.name()).size()
                                    + " pods and no NetworkPolicy for all of them",
                            "a NetworkPolicy with an empty podSelector"));
        }
        if (tree.of("", "ResourceQuota", namespace.name()).isEmpty()) {
            findings.accept(
                    namespace.finding(
                            QUOTA,
                            namespace.metadata().get("name"),
                            tree.pods(namespace.name()).size() + " pods and no ResourceQuota",
                            "a ResourceQuota"));
        }
    }
}
