package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many pods of a workload may exist at one time.
 *
 * <p>Source: Kubernetes documentation, Deployments, "Max Surge"; Jobs, "Controlling parallelism".
 */
final class PodCount {
    private PodCount() {}

    static long of(Manifest owner) {
        Field spec = owner.spec();
        return switch (owner.kind()) {
            case "Deployment", "Rollout" -> {
                long replicas = spec.get("replicas").numberOr(1);
                boolean recreate = spec.at("strategy.type").is("Recreate");
                yield replicas
                        + (recreate || replicas == 0
                                ? 0
                                : surge(spec.at("strategy.rollingUpdate.maxSurge"), replicas));
            }
            case "ReplicaSet", "StatefulSet", "ReplicationController" ->
                    spec.get("replicas").numberOr(1);
            case "Job" -> spec.get("suspend").isTrue() ? 0 : parallel(spec);
            case "CronJob" ->
                    spec.get("suspend").isTrue() ? 0 : parallel(spec.at("jobTemplate.spec"));
            case "Pod" -> 1;
            default -> 0; // a DaemonSet has as many as there are nodes, a PodTemplate none
        };
    }

    private static long parallel(Field spec) {
        long parallelism = spec.get("parallelism").numberOr(1);
        return spec.get("completions").number().isPresent()
                ? Math.min(parallelism, spec.get("completions").numberOr(parallelism))
                : parallelism;
    }

    /** A share of the replicas is rounded up; without a word it is a quarter. */
    private static long surge(Field surge, long replicas) {
        String text = surge.textOr("25%");
        if (!text.matches("[0-9]{1,9}%?")) {
            return 0;
        }
        if (!text.endsWith("%")) {
            return Long.parseLong(text);
        }
        return BigDecimal.valueOf(replicas)
                .multiply(new BigDecimal(text.substring(0, text.length() - 1)))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .longValueExact();
    }
}
