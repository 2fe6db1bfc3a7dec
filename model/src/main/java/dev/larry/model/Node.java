package dev.larry.model;

import java.util.List;
import java.util.Map;

/** A node: what it has, what of that pods may use, and who may be placed on it. */
public record Node(
        @Doc("The node's name, which is its label kubernetes.io/hostname.")
                @As(Syntax.DNS_SUBDOMAIN)
                String name,
        @Doc("The node's address.") @As(Syntax.ADDRESS) String address,
        @Doc("server (control plane) or agent.") Role role,
        @Doc("What the machine has.") Amount capacity,
        @Doc("What the system, k3s, Longhorn and DaemonSets take of it.") Amount reserved,
        @Doc(
                        "How many pods of the fleet it runs at most: the kubelet's maxPods less"
                                + " those of the system.")
                @Default("110")
                int maxPods,
        @Doc("Labels beyond those that Kubernetes sets.") @As(Syntax.LABEL_KEY)
                Map<String, String> labels,
        @Doc("Taints set on the node; pods of the fleet pinned to it tolerate them.")
                List<Taint> taints) {
    public Node {
        labels = Ordered.labels("labels", labels);
        taints = List.copyOf(taints);
        // Source: Kubernetes documentation, "Well-Known Labels": the name is a label's value, and
        // pods are
        // pinned by it.
        if (name.length() > 63) {
            throw new InvalidValueException(
                    "name",
                    name.length() + " characters",
                    "63 at most, as in the label kubernetes.io/hostname",
                    "use the name in that label");
        }
        // Source: Kubernetes documentation, "Considerations for large clusters" (110 pods a node).
        if (maxPods < 1 || maxPods > 65_536) {
            throw new InvalidValueException(
                    "maxPods",
                    Integer.toString(maxPods),
                    "1 to 65536",
                    "use 110 unless the kubelet is set otherwise");
        }
        if (reserved.cpu().compareTo(capacity.cpu()) > 0
                || reserved.memory().compareTo(capacity.memory()) > 0) {
            throw new InvalidValueException(
                    "reserved",
                    "cpu " + reserved.cpu() + ", memory " + reserved.memory(),
                    "at most the capacity, cpu " + capacity.cpu() + ", memory " + capacity.memory(),
                    "lower it");
        }
    }

    /** What pods may request: capacity less what is reserved. */
    public Amount allocatable() {
        return new Amount(
                new MilliCpu(capacity.cpu().value() - reserved.cpu().value()),
                new Bytes(capacity.memory().value() - reserved.memory().value()));
    }

    /** What a node is in a k3s cluster. */
    public enum Role {
        SERVER,
        AGENT
    }
}
