package dev.larry.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
        @Doc("With survives: of which roles a node may be lost; none: of any.")
                List<Node.Role> lossOf,
        @Doc("The nodes that pods may be placed on.") List<Node> nodes) {
    public Cluster {
        if (survives < 0 || survives > 1) {
            throw new InvalidValueException(
                    "survives", Integer.toString(survives), "0 or 1", "correct it");
        }
        lossOf = List.copyOf(lossOf);
        nodes = Unique.byName("nodes", nodes, Node::name);
    }

    /** The roles of which a node may be lost while every pod still finds room. */
    public Set<Node.Role> losable() {
        if (survives == 0) {
            return Set.of();
        }
        return lossOf.isEmpty() ? EnumSet.allOf(Node.Role.class) : EnumSet.copyOf(lossOf);
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
