package dev.larry.check.manifests.totals;

import static java.math.BigDecimal.ZERO;

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
        BigDecimal running = ZERO;
        BigDecimal sidecars = ZERO;
        BigDecimal starting = ZERO;
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
        BigDecimal sum = whole(pod, key, resource, running.add(sidecars).max(starting));
        // No limit stays none: overhead is added to what there is.
        boolean unlimited = key.equals("limits") && sum.signum() == 0;
        return unlimited ? sum : sum.add(value(pod.spec().get("overhead").get(resource), ZERO));
    }

    /** What the pod says as a whole; a limit is its request too where no container has one. */
    private static BigDecimal whole(Pod pod, String key, String resource, BigDecimal sum) {
        Field resources = pod.spec().get("resources");
        boolean unsaid = key.equals("requests") && sum.signum() == 0;
        return value(
                resources.get(key).get(resource),
                unsaid ? value(resources.get("limits").get(resource), sum) : sum);
    }

    private static BigDecimal value(Field field, BigDecimal otherwise) {
        return QuantityRules.value(field).orElse(otherwise);
    }
}
