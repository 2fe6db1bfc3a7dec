package dev.larry.render;

import dev.larry.contract.Ports;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;

/**
 * Probes of servers. Liveness allows for shared storage that stalls for 90 seconds during a
 * failover; readiness shows at once that writes fail.
 */
final class Probes {
    private Probes() {}

    static void add(ContainerBuilder container) {
        container
                .withNewStartupProbe()
                .withNewHttpGet()
                .withPath("/livez")
                .withPort(new IntOrString(Ports.METRICS_NAME))
                .endHttpGet()
                .withPeriodSeconds(2)
                .withFailureThreshold(60)
                .endStartupProbe()
                .withNewLivenessProbe()
                .withNewHttpGet()
                .withPath("/livez")
                .withPort(new IntOrString(Ports.METRICS_NAME))
                .endHttpGet()
                .withPeriodSeconds(15)
                .withTimeoutSeconds(5)
                .withFailureThreshold(8)
                .endLivenessProbe()
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/readyz")
                .withPort(new IntOrString(Ports.METRICS_NAME))
                .endHttpGet()
                .withPeriodSeconds(10)
                .withTimeoutSeconds(5)
                .withFailureThreshold(2)
                .endReadinessProbe();
    }
}
