package dev.larry.check.manifests.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.Outside;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.schema.QuantityRules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A pod's own amounts, and how many pods a workload makes, by the rules of the Kubernetes
 * documentation.
 *
 * <p>Sources: Init Containers and Sidecar Containers ("Resource sharing within containers"), Pod
 * Overhead, Assign Pod-level CPU and memory resources, Deployments ("Max Surge"), Jobs
 * ("Controlling parallelism").
 */
final class PodResourcesTest {
    /** Containers are written as role and CPU: m(ain), i(nit), s(idecar), e(phemeral). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    m 100m                        | 100m
                    m 100m, m 250m                | 350m
                    i 500m, m 100m, m 250m        | 500m
                    i 300m, m 100m, m 250m        | 350m
                    i 200m, i 300m, m 100m        | 300m
                    s 100m, m 200m                | 300m
                    s 100m, i 500m, m 200m        | 600m
                    i 500m, s 100m, m 200m        | 500m
                    s 100m, i 300m, s 200m, m 50m | 400m
                    s 100m, s 200m, i 1, m 1500m  | 1800m
                    m 100m, e 400m                | 100m
                    m 0.1, m 1e-1                 | 200m
                    """)
    void whatRunsAtOneTimeIsAddedUpAndTheLargestMomentCounts(String containers, String sum) {
        assertThat(cpu(pod(containers, ""), "requests")).isEqualByComparingTo(quantity(sum));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'overhead: { cpu: 250m }'                                    | m 1          | 1250m | 1250m
                    'overhead: { cpu: 250m }'                                    | m            | 250m  | 0
                    'resources: { requests: { cpu: 3 }, limits: { cpu: 4 } }'    | m 1, m 1     | 3     | 4
                    'resources: { limits: { cpu: 4 } }'                          | m 1, m 1     | 2     | 4
                    'resources: { limits: { cpu: 4 } }'                          | m            | 4     | 4
                    '{ resources: { requests: { cpu: 3 } }, overhead: { cpu: 1 } }' | i 5, m 1  | 4     | 6
                    """)
    void overheadComesOnTopAndThePodsOwnWordComesFirst(
            String spec, String containers, String requests, String limits) {
        String inner = spec.startsWith("{") ? spec.substring(1, spec.length() - 1) : spec;
        Pod pod = pod(containers, inner);
        assertThat(cpu(pod, "requests")).isEqualByComparingTo(quantity(requests));
        assertThat(cpu(pod, "limits")).isEqualByComparingTo(quantity(limits));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    apps/v1  | Deployment  | replicas: 4                                                                      | 5
                    apps/v1  | Deployment  | replicas: 10, strategy: { rollingUpdate: { maxSurge: 25% } }                      | 13
                    apps/v1  | Deployment  | replicas: 10, strategy: { rollingUpdate: { maxSurge: 30% } }                      | 13
                    apps/v1  | Deployment  | replicas: 3, strategy: { rollingUpdate: { maxSurge: 3 } }                         | 6
                    apps/v1  | Deployment  | replicas: 3, strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0 } }    | 3
                    apps/v1  | Deployment  | replicas: 3, strategy: { type: Recreate }                                         | 3
                    apps/v1  | Deployment  | replicas: 0                                                                      | 0
                    apps/v1  | Deployment  | paused: false                                                                    | 2
                    apps/v1  | StatefulSet | replicas: 3                                                                      | 3
                    apps/v1  | ReplicaSet  | paused: false                                                                    | 1
                    batch/v1 | Job         | backoffLimit: 1                                                                  | 1
                    batch/v1 | Job         | parallelism: 4, completions: 10                                                  | 4
                    batch/v1 | Job         | parallelism: 4, completions: 3                                                   | 3
                    batch/v1 | Job         | parallelism: 4                                                                   | 4
                    batch/v1 | Job         | parallelism: 0                                                                   | 0
                    batch/v1 | Job         | parallelism: 4, suspend: true                                                    | 0
                    """)
    void aWorkloadMakesItsPodsAndItsSurge(String version, String kind, String spec, long pods) {
        Pod pod =
                read(
                        "{ apiVersion: %s, kind: %s, metadata: { name: x, namespace: y }, spec: { %s, template: { spec: { containers: [] } } } }"
                                .formatted(version, kind, spec));
        assertThat(PodCount.of(pod.owner())).isEqualTo(pods);
    }

    @Test
    void amountsAreExact() {
        Pod pod = pod("m 0.001, m 1m, m 999999999.999", "");
        assertThat(cpu(pod, "requests")).isEqualByComparingTo("1000000000.001");
    }

    private static Pod pod(String containers, String more) {
        return read(
                "{ apiVersion: v1, kind: Pod, metadata: { name: x, namespace: y }, spec: { %s %s %s } }"
                        .formatted(
                                list("initContainers", containers, "is"),
                                list("containers", containers, "m")
                                        + list("ephemeralContainers", containers, "e"),
                                more));
    }

    private static String list(String key, String containers, String roles) {
        return key
                + ": ["
                + Arrays.stream(containers.split(", "))
                        .filter(each -> roles.indexOf(each.charAt(0)) >= 0)
                        .map(PodResourcesTest::container)
                        .collect(Collectors.joining(", "))
                + "],";
    }

    private static String container(String written) {
        String sidecar = written.charAt(0) == 's' ? ", restartPolicy: Always" : "";
        String cpu = written.substring(1).strip();
        return cpu.isEmpty()
                ? "{ name: c" + sidecar + " }"
                : "{ name: c, resources: { requests: { cpu: %s }, limits: { cpu: %s } }%s }"
                        .formatted(cpu, cpu, sidecar);
    }

    private static BigDecimal cpu(Pod pod, String key) {
        return PodResources.of(
                pod,
                key,
                "cpu",
                container ->
                        QuantityRules.value(container.field().at("resources." + key + ".cpu"))
                                .orElse(BigDecimal.ZERO));
    }

    private static BigDecimal quantity(String text) {
        return text.endsWith("m")
                ? new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(3)
                : new BigDecimal(text);
    }

    private static Pod read(String text) {
        ManifestReader reader = new ManifestReader();
        reader.add("table.yaml", text);
        return reader.set(Outside.UNKNOWN).pods().getFirst();
    }
}
