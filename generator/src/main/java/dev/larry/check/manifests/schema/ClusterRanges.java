package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;

import java.util.Set;

/**
 * Vocabularies and bounds of priorities, storage classes and autoscalers.
 *
 * <p>Source: Kubernetes API reference, PriorityClass, StorageClass, HorizontalPodAutoscaler.
 */
final class ClusterRanges {
    private ClusterRanges() {}

    static void check(Manifest object, Limits limits) {
        Field root = object.root();
        switch (object.group() + "/" + object.kind()) {
            case "scheduling.k8s.io/PriorityClass" -> {
                limits.word(root.get("preemptionPolicy"), Set.of("Never", "PreemptLowerPriority"));
                limits.bound(root.get("value"), Integer.MIN_VALUE, 1_000_000_000L);
            }
            case "storage.k8s.io/StorageClass" -> {
                limits.word(root.get("reclaimPolicy"), Set.of("Retain", "Delete"));
                limits.word(
                        root.get("volumeBindingMode"), Set.of("Immediate", "WaitForFirstConsumer"));
            }
            case "autoscaling/HorizontalPodAutoscaler" -> scaler(object.spec(), limits);
            default -> {}
        }
    }

    private static void scaler(Field spec, Limits limits) {
        Field least = spec.get("minReplicas");
        Field most = spec.get("maxReplicas");
        limits.range(spec, 1, "maxReplicas");
        if (least.numberOr(1) > most.numberOr(Long.MAX_VALUE)) {
            limits.broken(
                    RangeRules.RANGE,
                    least,
                    "minReplicas " + least.text(),
                    "at most maxReplicas " + most.text());
        }
    }
}
