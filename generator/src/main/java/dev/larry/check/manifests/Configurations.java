package dev.larry.check.manifests;

import java.util.Set;

/**
 * Documents that have apiVersion and kind as objects do, but are read by a program and never by the
 * API server.
 *
 * <p>Source: Kubernetes documentation, Configuration APIs; kind, Configuration.
 */
final class Configurations {
    private static final Set<String> OF_PROGRAMS =
            Set.of(
                    "admission.k8s.io",
                    "audit.k8s.io",
                    "client.authentication.k8s.io",
                    "kind.x-k8s.io",
                    "kubeadm.k8s.io");

    /** Groups without a dot that the API server itself serves. */
    private static final Set<String> SERVED =
            Set.of("apps", "autoscaling", "batch", "extensions", "policy");

    private Configurations() {}

    static boolean isOne(Field root) {
        String apiVersion = root.get("apiVersion").text();
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String kind = root.get("kind").text();
        if (OF_PROGRAMS.contains(group) || group.endsWith(".config.k8s.io")) {
            return true;
        }
        if (root.get("metadata").exists()) {
            return false;
        }
        if (group.isEmpty()) {
            return kind.equals("Config") || kind.equals("Policy"); // kubectl's, the scheduler's
        }
        // Whatever is in a cluster has a name; a document of another's group without one is none.
        return !SERVED.contains(group) && !group.endsWith(".k8s.io");
    }
}
