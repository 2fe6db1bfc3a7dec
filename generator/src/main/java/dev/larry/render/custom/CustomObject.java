package dev.larry.render.custom;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * A namespaced object of a kind that is defined by a CustomResourceDefinition. It is only ever
 * written, so unlike fabric8's own class of this purpose it needs no client and carries no status.
 *
 * @param <S> what the object asks for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"apiVersion", "kind", "metadata", "spec"})
public abstract class CustomObject<S> implements HasMetadata {
    private static final long serialVersionUID = 1L;

    private final String apiVersion;
    private final String kind;
    private ObjectMeta metadata;
    private final transient S spec;

    CustomObject(String apiVersion, String kind, ObjectMeta metadata, S spec) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.metadata = metadata;
        this.spec = spec;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    /** The version is the class's own. */
    @Override
    public void setApiVersion(String version) {
        if (!version.equals(apiVersion)) {
            throw new IllegalArgumentException(
                    kind + " is of " + apiVersion + ", not of " + version);
        }
    }

    @Override
    public String getKind() {
        return kind;
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    /** What the object asks for. */
    public S getSpec() {
        return spec;
    }
}
