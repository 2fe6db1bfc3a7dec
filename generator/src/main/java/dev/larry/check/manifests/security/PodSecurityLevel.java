package dev.larry.check.manifests.security;

import dev.larry.check.manifests.ManifestSet;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The level of the Pod Security Standards that a namespace enforces. */
enum PodSecurityLevel {
    PRIVILEGED,
    BASELINE,
    RESTRICTED,
    /** Nothing in the tree says: baseline blocks, restricted warns. */
    UNKNOWN;

    private static final Pattern VERSION = Pattern.compile("v1\\.([0-9]{1,3})");
    private static final String LABEL = "pod-security.kubernetes.io/enforce";

    /** The minor version of the policy that a namespace enforces; the newest where it says none. */
    static int version(ManifestSet tree, String namespace) {
        Matcher version = VERSION.matcher(label(tree, namespace, LABEL + "-version"));
        return version.matches() ? Integer.parseInt(version.group(1)) : PodSecurity.VERSION;
    }

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

    /** What the namespace would refuse blocks. */
    static Finding blocking(Finding finding) {
        return finding.as(Severity.ERROR);
    }
}
