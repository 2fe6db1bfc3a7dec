package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.Selector;

/**
 * What workloads cannot do without.
 *
 * <p>Source: Kubernetes API reference, Workload Resources.
 */
final class WorkloadShapes {
    private WorkloadShapes() {}

    static void check(Manifest object, Members members) {
        Field spec = object.spec();
        switch (object.kind()) {
            case "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet" -> {
                members.need(spec, "selector", "template");
                selector(spec, members);
            }
            case "Job" -> {
                members.need(spec, "template");
                restart(spec.at("template.spec"), members);
            }
            case "CronJob" -> {
                members.need(spec, "schedule", "jobTemplate");
                restart(spec.at("jobTemplate.spec.template.spec"), members);
            }
            case "HorizontalPodAutoscaler" -> members.need(spec, "scaleTargetRef", "maxReplicas");
            case "PodDisruptionBudget" -> {
                if (spec.get("minAvailable").exists() && spec.get("maxUnavailable").exists()) {
                    members.broken(
                            ShapeRules.REQUIRED,
                            spec.get("maxUnavailable"),
                            "minAvailable and maxUnavailable",
                            "one of the two");
                }
            }
            default -> {}
        }
    }

    private static void restart(Field spec, Members members) {
        Field policy = spec.get("restartPolicy");
        if (spec.exists() && policy.textOr("Always").equals("Always")) {
            members.broken(
                    ShapeRules.REQUIRED,
                    policy,
                    "restartPolicy " + (policy.exists() ? "Always" : "is not set"),
                    "Never or OnFailure for the pods of a Job");
        }
    }

    private static void selector(Field spec, Members members) {
        Field selector = spec.get("selector");
        Field template = spec.get("template");
        if (!selector.isMapping()) {
            return;
        }
        Field labels = template.at("metadata.labels");
        if (template.isMapping() && !Selector.matches(selector, labels.texts())) {
            members.broken(
                    ShapeRules.SELECTOR,
                    selector,
                    "selects " + Selector.text(selector) + ", its pods carry " + labels.texts(),
                    "labels of the template");
        } else if (selector.isEmpty()) {
            members.broken(ShapeRules.SELECTOR, selector, "selects everything", "labels");
        }
    }
}
