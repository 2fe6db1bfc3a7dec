package dev.larry.render.custom;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.fabric8.kubernetes.api.model.ObjectMeta;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Asks the External Secrets Operator to make a Secret from values of a store. What the API server
 * would fill in is written out, or Argo CD would see a difference for ever. Source: External
 * Secrets documentation, "ExternalSecret" (v1).
 */
public final class ExternalSecret extends CustomObject<ExternalSecret.Spec> {
    private static final long serialVersionUID = 1L;

    public ExternalSecret(ObjectMeta metadata, Spec spec) {
        super("external-secrets.io/v1", "ExternalSecret", metadata, spec);
    }

    /** What is read from where into which Secret. */
    public record Spec(
            String refreshInterval,
            StoreReference secretStoreRef,
            Target target,
            List<Entry> data) {
        public Spec {
            data = List.copyOf(data);
        }
    }

    /** A SecretStore or ClusterSecretStore. */
    public record StoreReference(String name, String kind) {}

    /** The Secret; one without a type of its own needs no template. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Target(
            String name,
            String creationPolicy,
            String deletionPolicy,
            @Nullable Template template) {}

    /** What the Secret is like besides its values. */
    public record Template(String engineVersion, String mergePolicy, String type) {}

    /** One key of the Secret. */
    public record Entry(String secretKey, RemoteReference remoteRef) {}

    /** A property of an entry in the store. */
    public record RemoteReference(
            String key,
            String property,
            String conversionStrategy,
            String decodingStrategy,
            String metadataPolicy) {}
}
