package dev.larry.render.custom;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.fabric8.kubernetes.api.model.ObjectMeta;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What Applications of a project may take from where, and put where. Source: Argo CD documentation,
 * "Project Specification" (v3.5).
 */
public final class AppProject extends CustomObject<AppProject.Spec> {
    private static final long serialVersionUID = 1L;

    public AppProject(ObjectMeta metadata, Spec spec) {
        super("argoproj.io/v1alpha1", "AppProject", metadata, spec);
    }

    /** Everything that is allowed; what is not listed is not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spec(
            String description,
            List<String> sourceRepos,
            List<Destination> destinations,
            List<NamedKind> clusterResourceWhitelist,
            List<Kind> namespaceResourceWhitelist,
            @Nullable SourceIntegrity sourceIntegrity) {
        public Spec {
            sourceRepos = List.copyOf(sourceRepos);
            destinations = List.copyOf(destinations);
            clusterResourceWhitelist = List.copyOf(clusterResourceWhitelist);
            namespaceResourceWhitelist = List.copyOf(namespaceResourceWhitelist);
        }
    }

    /** A namespace of a cluster. */
    public record Destination(String server, String namespace) {}

    /** A kind; the core group is the empty text. */
    public record Kind(String group, String kind) {}

    /** One object without a namespace, by a name that is a pattern of Go's filepath.Match. */
    public record NamedKind(String group, String kind, String name) {}

    /** Which commits are trusted; in place of signatureKeys since Argo CD 3.5. */
    public record SourceIntegrity(Git git) {}

    /** Policies for Git repositories; the first that fits one is the only one for it. */
    public record Git(List<Policy> policies) {
        public Git {
            policies = List.copyOf(policies);
        }
    }

    /** Who must have signed what comes from these repositories. */
    public record Policy(List<Repository> repos, Gpg gpg) {
        public Policy {
            repos = List.copyOf(repos);
        }
    }

    /** A repository's address. */
    public record Repository(String url) {}

    /**
     * Keys that are trusted.
     *
     * @param mode {@code head}: the commit that is synced; {@code strict}: all its ancestors too
     */
    public record Gpg(String mode, List<String> keys) {
        public Gpg {
            keys = List.copyOf(keys);
        }
    }
}
