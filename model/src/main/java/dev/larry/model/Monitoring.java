package dev.larry.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Prometheus operator and Grafana. */
public record Monitoring(
        @Doc("Whether monitors, rules and dashboards are rendered.") @Default("true")
                boolean enabled,
        @Doc("The namespace of Prometheus and Grafana.")
                @Default("monitoring")
                @As(Syntax.DNS_LABEL)
                String namespace,
        @Doc("The Helm release of kube-prometheus-stack, which selects monitors by it.")
                @Default("kube-prometheus-stack")
                @As(Syntax.DNS_LABEL)
                String release,
        @Doc("Labels of the Prometheus pods, for NetworkPolicies.") @As(Syntax.LABEL_KEY)
                Map<String, String> podLabels,
        @Doc("How often metrics are read.") @Default("15s") Duration interval,
        @Doc("Where the trace of a run goes; none is written without it.")
                Optional<Traces> traces) {
    public Monitoring {
        podLabels = Ordered.labels("podLabels", podLabels);
    }
}
