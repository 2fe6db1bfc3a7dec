package dev.larry.check.manifests.security;

import dev.larry.check.manifests.ManifestSet;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

/** The level of the Pod Security Standards that a namespace enforces. */
enum PodSecurityLevel {
    PRIVILEGED,
    BASELINE,
    RESTRICTED,
    /** Nothing in the tree says: baseline blocks, restricted warns. */
    UNKNOWN;

    private static final String LABEL = "pod-security.kubernetes.io/enforce";

    private static String label(ManifestSet tree, String namespace, String label) {
        return tree.find("", "Namespace", "", namespace)
                .map(each -> each.labels().getOrDefault(label, ""))
                .orElse("");
    }

    static PodSecurityLevel of(ManifestSet tree, String namespace) {
        return switch (label(tree, namespace, LABEL)) {
            case "privileged" -> PRIVILEGED;
            case "baseline" -> BASELINE;
            case "restricted" -> RESTRICTED;
            default -> UNKNOWN;
        };
    }

    /** The minor version of the policy that the namespace enforces, if it says one. */
    static int version(ManifestSet tree, String namespace, int otherwise) {
        return tree.find("", "Namespace", "", namespace)
                .map(each -> each.labels().getOrDefault(LABEL + "-version", ""))
                .filter(each -> each.matches("v1\\.[0-9]{1,3}"))
                .map(each -> Integer.parseInt(each.substring("v1.".length())))
                .orElse(otherwise);
    }

    /** What the namespace would refuse blocks. */
    static Finding blocking(Finding finding) {
        return finding.as(Severity.ERROR);
    }
}
