package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;

import java.util.Set;

/**
 * Vocabularies and bounds of what keeps pods running.
 *
 * <p>Source: Kubernetes API reference, Deployment, StatefulSet, DaemonSet, ReplicaSet.
 */
final class WorkloadRanges {
    private static final Set<String> UPDATES = Set.of("RollingUpdate", "OnDelete");

    private WorkloadRanges() {}

    static void check(Manifest object, Limits limits) {
        Field spec = object.spec();
        switch (object.kind()) {
            case "Deployment" -> {
                limits.range(spec, 0, "replicas", "revisionHistoryLimit", "minReadySeconds");
                limits.range(spec, 1, "progressDeadlineSeconds");
                limits.word(spec.at("strategy.type"), Set.of("Recreate", "RollingUpdate"));
                rolling(spec.get("strategy"), limits);
                limits.selector(spec.get("selector"));
            }
            case "ReplicaSet" -> limits.range(spec, 0, "replicas");
            case "StatefulSet" -> {
                limits.range(spec, 0, "replicas", "revisionHistoryLimit", "minReadySeconds");
                limits.word(spec.get("podManagementPolicy"), Set.of("OrderedReady", "Parallel"));
                limits.word(spec.at("updateStrategy.type"), UPDATES);
                limits.selector(spec.get("selector"));
            }
            case "DaemonSet" -> limits.word(spec.at("updateStrategy.type"), UPDATES);
            default -> {}
        }
    }

    private static void rolling(Field strategy, Limits limits) {
        Field rolling = strategy.get("rollingUpdate");
        if (strategy.get("type").is("Recreate") && rolling.exists()) {
            limits.broken(
                    RangeRules.RANGE, rolling, "rollingUpdate with type Recreate", "one of them");
        }
        if (isZero(rolling.get("maxSurge")) && isZero(rolling.get("maxUnavailable"))) {
            limits.broken(
                    RangeRules.RANGE,
                    rolling,
                    "maxSurge and maxUnavailable are both 0",
                    "one of them above 0");
        }
    }

    private static boolean isZero(Field field) {
        return field.is("0") || field.is("0%");
    }
}
