package dev.larry.model;

import java.util.List;
import java.util.Optional;

/** Where the trace of a run goes: a collector that takes OTLP over HTTP. */
public record Traces(
        @Doc(
                        "Its address, without /v1/traces; the observer gets it as"
                                + " OTEL_EXPORTER_OTLP_ENDPOINT.")
                @As(Syntax.HTTP_URL)
                String endpoint,
        @Doc("The collector's pods.") Optional<Peer> pods,
        @Doc("Its address blocks, where it is outside the cluster.") @As(Syntax.CIDR)
                List<String> cidrs,
        @Doc("Its port.") @Default("4318") Port port) {
    public Traces {
        cidrs = List.copyOf(cidrs);
        if (pods.isEmpty() && cidrs.isEmpty()) {
            throw new InvalidValueException(
                    "",
                    "neither pods nor cidrs",
                    "pods or address blocks",
                    "say where the endpoint is reached; NetworkPolicies know no host names");
        }
    }
}
