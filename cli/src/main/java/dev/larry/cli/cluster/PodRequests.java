package dev.larry.cli.cluster;

import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.MilliCpu;
import dev.larry.model.Quantity;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What a pod of whoever takes of its node. Source: Kubernetes documentation, "Sidecar Containers"
 * (resource sharing within containers) and "Pod Overhead".
 */
final class PodRequests {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private PodRequests() {}

    static Amount of(Pod pod) {
        return new Amount(
                new MilliCpu(whole(sum(pod, "cpu").multiply(THOUSAND))),
                new Bytes(whole(sum(pod, "memory"))));
    }

    /** What a node has for pods. */
    static Amount allocatable(io.fabric8.kubernetes.api.model.Node node) {
        Map<String, io.fabric8.kubernetes.api.model.Quantity> there =
                node.getStatus().getAllocatable();
        return new Amount(
                new MilliCpu(value(there, "cpu").multiply(THOUSAND).longValue()),
                new Bytes(value(there, "memory").longValue()));
    }

    /** How many pods a node runs at most. */
    static int pods(io.fabric8.kubernetes.api.model.Node node) {
        return value(node.getStatus().getAllocatable(), "pods").intValue();
    }

    private static BigDecimal sum(Pod pod, String resource) {
        BigDecimal running = BigDecimal.ZERO;
        for (Container container : pod.getSpec().getContainers()) {
            running = running.add(request(container, resource));
        }
        BigDecimal sidecars = BigDecimal.ZERO;
        BigDecimal starting = BigDecimal.ZERO;
        for (Container container : pod.getSpec().getInitContainers()) {
            BigDecimal request = request(container, resource);
            if ("Always".equals(container.getRestartPolicy())) {
                sidecars = sidecars.add(request);
                starting = starting.max(sidecars);
            } else {
                starting = starting.max(sidecars.add(request));
            }
        }
        return running.add(sidecars)
                .max(starting)
                .add(value(pod.getSpec().getOverhead(), resource));
    }

    private static BigDecimal request(Container container, String resource) {
        return container.getResources() == null
                ? BigDecimal.ZERO
                : value(container.getResources().getRequests(), resource);
    }

    private static BigDecimal value(
            @Nullable Map<String, io.fabric8.kubernetes.api.model.Quantity> map, String resource) {
        io.fabric8.kubernetes.api.model.Quantity quantity = map == null ? null : map.get(resource);
        return quantity == null ? BigDecimal.ZERO : Quantity.parse(quantity.toString());
    }

    private static long whole(BigDecimal number) {
        return number.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
