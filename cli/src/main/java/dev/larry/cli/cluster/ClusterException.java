package dev.larry.cli.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** The cluster did not do what was asked; the message is one line that says why and what to do. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    public ClusterException(String message) {
        super(message);
    }

    static ClusterException of(String what, KubernetesClientException e) {
        return new ClusterException(what + ": " + reason(e) + "; " + remedy(e));
    }

    /** Why a call failed, in one line and without the URL. */
    static String reason(KubernetesClientException e) {
        Status status = e.getStatus();
        if (status != null && status.getMessage() != null) {
            return "the API server answered " + e.getCode() + ", " + first(status.getMessage());
        }
        if (e.getCode() > 0) {
            return "the API server answered " + e.getCode();
        }
        Throwable last = e;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        String message = last.getMessage();
        return "the API server did not answer, "
                + (message == null ? last.getClass().getSimpleName() : first(message));
    }

    static String remedy(KubernetesClientException e) {
        return switch (e.getCode()) {
            case UNAUTHORIZED -> "log in to the cluster again";
            case FORBIDDEN -> "have this user's role extended, or choose another --context";
            default -> "look at the cluster with: kubectl get --raw /readyz?verbose";
        };
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
