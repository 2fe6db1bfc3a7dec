package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.schema.QuantityRules;

import java.math.BigDecimal;
import java.util.function.Function;

/**
 * What one pod asks for, exactly.
 *
 * <p>Containers and sidecars add up. Init containers run one after the other, each beside the
 * sidecars before it: the largest moment counts where it is above the sum. The overhead of the
 * RuntimeClass comes on top, and what the pod says as a whole replaces its containers.
 *
 * <p>Source: Kubernetes documentation, Sidecar Containers, "Resource sharing within containers";
 * Pod Overhead; Assign Pod-level CPU and memory resources.
 */
final class PodResources {
    private PodResources() {}

    /**
     * The sum of one resource.
     *
     * @param ofContainer what one container asks for, or may use at most
     * @param key {@code requests} or {@code limits}
     */
    static BigDecimal of(
            Pod pod, String key, String resource, Function<Container, BigDecimal> ofContainer) {
        BigDecimal running = BigDecimal.ZERO;
        BigDecimal sidecars = BigDecimal.ZERO;
        BigDecimal starting = BigDecimal.ZERO;
        for (Container container : pod.containers()) {
            BigDecimal amount = ofContainer.apply(container);
            switch (container.role()) {
                case MAIN -> running = running.add(amount);
                case INIT -> {
                    if (container.isSidecar()) {
                        sidecars = sidecars.add(amount);
                        starting = starting.max(sidecars);
                    } else {
                        starting = starting.max(sidecars.add(amount));
                    }
                }
                case EPHEMERAL -> {}
            }
        }
        BigDecimal sum = running.add(sidecars).max(starting);
        Field whole = pod.spec().get("resources").get(key).get(resource);
        BigDecimal overhead =
                QuantityRules.value(pod.spec().get("overhead").get(resource))
                        .orElse(BigDecimal.ZERO);
        return QuantityRules.value(whole).orElse(sum).add(overhead);
    }
}
