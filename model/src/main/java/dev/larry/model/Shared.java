package dev.larry.model;

import java.util.List;
import java.util.Optional;

/** What runs once per environment: meta-coordinator, observer and the archive of reports. */
public record Shared(
        @Doc("Their namespace.") @Default("larry-system") @As(Syntax.DNS_LABEL) String namespace,
        @Doc("The meta-coordinator, which opens convergence.") Part meta,
        @Doc("The observer, which only reads.") Part observer,
        @Doc("The volume that keeps every run's reports.") Volume archive,
        @Doc("Reach for people to the observer's page.") Optional<Ingress> ingress) {

    /** A Deployment of one pod. */
    public record Part(
            @Doc("Its container's resources.") Resources resources,
            @Doc("The nodes it may run on; none: any node.") @As(Syntax.DNS_SUBDOMAIN)
                    List<String> nodes) {
        public Part {
            nodes = List.copyOf(nodes);
        }
    }

    /** An Ingress for the observer's page. */
    public record Ingress(
            @Doc("The host name people open.") @As(Syntax.DNS_SUBDOMAIN) String host,
            @Doc("The ingress class.") @Default("traefik") @As(Syntax.DNS_SUBDOMAIN)
                    String className,
            @Doc("The namespace of the ingress controller, for NetworkPolicies.")
                    @Default("kube-system")
                    @As(Syntax.DNS_LABEL)
                    String namespace,
            @Doc("The Secret with the certificate; none: plain HTTP.") @As(Syntax.DNS_SUBDOMAIN)
                    Optional<String> tlsSecret) {}
}
