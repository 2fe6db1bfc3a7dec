package dev.larry.model;

import java.util.List;
import java.util.Optional;

/** The pod that leads a Larry's phase. */
public record Coordinator(
        @Doc(
                        "Its image below the prefix; the agent's own unless its masters' programs"
                                + " need another.")
                @As(Syntax.IMAGE)
                Optional<String> image,
        @Doc("The nodes it may run on; none: any node.") @As(Syntax.DNS_SUBDOMAIN)
                List<String> nodes,
        @Doc("Its container's resources.") Resources resources) {
    public Coordinator {
        nodes = List.copyOf(nodes);
    }
}
