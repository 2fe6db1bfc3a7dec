package dev.larry.model;

import java.util.Map;

/** Pods of another namespace that traffic goes to. */
public record Peer(
        @Doc("Their namespace.") @As(Syntax.DNS_LABEL) String namespace,
        @Doc("Their labels; none: every pod of the namespace.") @As(Syntax.LABEL_KEY)
                Map<String, String> podLabels) {
    public Peer {
        podLabels = Ordered.labels("podLabels", podLabels);
    }
}
