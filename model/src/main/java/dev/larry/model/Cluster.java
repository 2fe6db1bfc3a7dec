package dev.larry.model;

import java.util.List;

/** The cluster: its version, its API server and its nodes. */
public record Cluster(
        @Doc("A name for people.") @As(Syntax.DNS_LABEL) String name,
        @Doc("The Kubernetes minor version to check against.") @Default("1.36") @As(Syntax.VERSION)
                String kubernetes,
        @Doc("The cluster's DNS domain.") @Default("cluster.local") @As(Syntax.DNS_SUBDOMAIN)
                String domain,
        @Doc("Where pods reach the API server: NetworkPolicies allow these addresses only.")
                ApiServer apiServer,
        @Doc("How many nodes may be lost at a time while every pod still finds room: 0" + " or 1.")
                @Default("0")
                int survives,
        @Doc("The nodes that pods may be placed on.") List<Node> nodes) {
    public Cluster {
        if (survives < 0 || survives > 1) {
            throw new InvalidValueException(
                    "survives", Integer.toString(survives), "0 or 1", "correct it");
        }
        nodes = Unique.byName("nodes", nodes, Node::name);
    }

    /** The API server's addresses. */
    public record ApiServer(
            @Doc("Address blocks, one per server as a rule.") @As(Syntax.CIDR) List<String> cidrs,
            @Doc("The port behind the Service `kubernetes`.") @Default("6443") Port port) {
        public ApiServer {
            cidrs = List.copyOf(cidrs);
        }
    }
}
