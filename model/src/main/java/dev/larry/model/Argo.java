package dev.larry.model;

import java.util.List;

/** Argo CD: what syncs the rendered tree, from where to where. */
public record Argo(
        @Doc("Argo CD's namespace.") @Default("argocd") @As(Syntax.DNS_LABEL) String namespace,
        @Doc("The repository that holds gitops/.") @As(Syntax.GIT_URL) String repository,
        @Doc("The protected branch.") @Default("main") @As(Syntax.TEXT) String revision,
        @Doc("The folder of rendered trees in the repository.") @Default("gitops") @As(Syntax.TEXT)
                String path,
        @Doc("The cluster to deploy to.")
                @Default("https://kubernetes.default.svc")
                @As(Syntax.HTTP_URL)
                String server,
        @Doc(
                        "Ids of GPG keys that must have signed every commit; none: signatures are"
                                + " not asked for.")
                @As(Syntax.TEXT)
                List<String> signedBy) {
    public Argo {
        signedBy = List.copyOf(signedBy);
    }
}
