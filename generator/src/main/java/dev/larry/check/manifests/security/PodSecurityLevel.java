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

    static PodSecurityLevel of(ManifestSet tree, String namespace) {
        String enforced =
                tree.find("", "Namespace", "", namespace)
                        .map(each -> each.labels().getOrDefault(LABEL, ""))
                        .orElse("");
        return switch (enforced) {
            case "privileged" -> PRIVILEGED;
            case "baseline" -> BASELINE;
            case "restricted" -> RESTRICTED;
            default -> UNKNOWN;
        };
    }

    /** What the namespace would refuse blocks. */
    static Finding blocking(Finding finding) {
        return finding.as(Severity.ERROR);
    }
}
