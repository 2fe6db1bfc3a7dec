package dev.larry.model;

import java.util.List;

/** Where images come from. */
public record Images(
        @Doc("The registry and folder before every image's name.") @As(Syntax.TEXT) String prefix,
        @Doc("The agent's image below the prefix.") @As(Syntax.IMAGE) String agent,
        @Doc("When the kubelet pulls.") @Default("IfNotPresent") PullPolicy pullPolicy,
        @Doc("Secrets of type kubernetes.io/dockerconfigjson, in each namespace.")
                @As(Syntax.DNS_SUBDOMAIN)
                List<String> pullSecrets) {
    public Images {
        pullSecrets = List.copyOf(pullSecrets);
    }

    /** The whole name of an image below the prefix. */
    public String full(String image) {
        return prefix + "/" + image;
    }

    /** Kubernetes image pull policies. */
    public enum PullPolicy implements KubernetesWord {
        IF_NOT_PRESENT,
        ALWAYS,
        NEVER
    }
}
