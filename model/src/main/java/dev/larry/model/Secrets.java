package dev.larry.model;

import java.time.Duration;
import java.util.Optional;

/** Where Secrets come from; their values are never rendered. */
public record Secrets(
        @Doc("External Secrets Operator: an ExternalSecret is rendered for every Secret needed.")
                Optional<External> external) {
    /** An External Secrets store. */
    public record External(
            @Doc("The store's name.") @As(Syntax.DNS_SUBDOMAIN) String store,
            @Doc("SecretStore or ClusterSecretStore.") @Default("ClusterSecretStore")
                    StoreKind kind,
            @Doc("The folder in the store before <namespace>/<secret>.")
                    @Default("larry")
                    @As(Syntax.TEXT)
                    String path,
            @Doc("How often values are read again.") @Default("1h") Duration refresh) {}

    /** Kinds of External Secrets stores. */
    public enum StoreKind implements KubernetesWord {
        SECRET_STORE,
        CLUSTER_SECRET_STORE
    }
}
