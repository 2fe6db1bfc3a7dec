package dev.larry.render;

import dev.larry.model.Security;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/**
 * What a pod and its containers say so that the Pod Security level {@code restricted} admits them.
 * Source: Kubernetes documentation, "Pod Security Standards".
 */
final class Restricted {
    private Restricted() {}

    /**
     * One numeric user and group for all who share a volume. The group of a volume is changed only
     * where its root has another: going over a large volume delays the pod's start.
     */
    static PodSecurityContext pod(Security security) {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser((long) security.user())
                .withRunAsGroup((long) security.group())
                .withFsGroup((long) security.group())
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    /** No capability, no escalation, and a root file system that cannot be written. */
    static SecurityContext container() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
