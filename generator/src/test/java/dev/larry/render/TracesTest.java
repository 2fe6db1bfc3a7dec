package dev.larry.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class TracesTest {
    private static final String TRACED =
            """
            extends: dev.yaml
            environment: traced
            monitoring:
              traces:
                endpoint: http://collector.tracing.svc:4318
                pods: { namespace: tracing, podLabels: { app: collector } }
            """;

    @Test
    void the_observer_alone_is_told_the_collector_and_let_out_to_it(@TempDir Path scratch) {
        Rendered rendered = Rendered.of(scratch, "traced", TRACED);
        assertThat(rendered.all(Deployment.class))
                .filteredOn(deployment ->
                        deployment
                                .getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .getFirst()
                                .getEnv()
                                .contains(
                                        new EnvVar(
                                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                                "http://collector.tracing.svc:4318",
                                                null)))
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactly("observer");
        assertThat(rendered.all(NetworkPolicy.class))
                .filteredOn(policy -> policy.getMetadata().getName().equals("allow-traces"))
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                            .containsEntry("app.kubernetes.io/component", "observer");
                    assertThat(policy.getSpec().getEgress())
                            .singleElement()
                            .satisfies(rule -> {
                                assertThat(rule.getPorts().getFirst().getPort().getIntVal())
                                        .isEqualTo(4318);
                                assertThat(
                                                rule.getTo()
                                                        .getFirst()
                                                        .getPodSelector()
                                                        .getMatchLabels())
                                        .containsEntry("app", "collector");
                            });
                });
    }

    @Test
    void nobody_is_where_there_is_no_collector() {
        Rendered rendered = Rendered.environment("dev");
        assertThat(rendered.all(NetworkPolicy.class))
                .extracting(policy -> policy.getMetadata().getName())
                .doesNotContain("allow-traces");
    }
}
