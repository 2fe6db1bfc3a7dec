package dev.larry.check.manifests;

/**
 * A container of a pod.
 *
 * @param role which list it stands in
 */
public record Container(Field field, Role role) {
    /** The lists of containers a pod has. */
    public enum Role {
        INIT,
        MAIN,
        EPHEMERAL
    }

    public String name() {
        return field.get("name").text();
    }

    public Field security() {
        return field.get("securityContext");
    }

    /** An init container that goes on running beside the others: a sidecar (Kubernetes 1.29). */
    public boolean isSidecar() {
        return role == Role.INIT && field.get("restartPolicy").is("Always");
    }

    /** Whether it runs as long as the pod does. */
    public boolean isLongRunning() {
        return role == Role.MAIN || isSidecar();
    }
}
