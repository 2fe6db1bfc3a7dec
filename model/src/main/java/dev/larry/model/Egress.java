package dev.larry.model;

import java.util.List;
import java.util.Optional;

/** Whom a worker's program may reach, and why. */
public record Egress(
        @Doc("Pods of a namespace.") Optional<Peer> pods,
        @Doc("Address blocks.") @As(Syntax.CIDR) List<String> cidrs,
        @Doc("TCP ports.") List<Port> ports,
        @Doc("Why the task needs it.") @As(Syntax.TEXT) String reason) {
    public Egress {
        cidrs = List.copyOf(cidrs);
        ports = List.copyOf(ports);
        if (pods.isEmpty() == cidrs.isEmpty()) {
            throw new InvalidValueException(
                    "",
                    pods.isEmpty() ? "no peer" : "pods and cidrs",
                    "pods or cidrs",
                    "give one of the two");
        }
        if (ports.isEmpty()) {
            throw new InvalidValueException("ports", "none", "at least one", "name the ports");
        }
    }
}
