package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Pod;

import java.util.Set;

/**
 * Vocabularies and bounds of pods; its containers are {@link ContainerRanges}.
 *
 * <p>Source: Kubernetes API reference, PodSpec.
 */
final class PodRanges {
    private static final Set<String> NODE_OPERATORS =
            Set.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");
    private static final Set<String> EFFECTS =
            Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final Set<String> DNS =
            Set.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");
    static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost", "Unconfined");
    private static final Set<String> ENDING = Set.of("Pod", "PodTemplate");

    private PodRanges() {}

    static void check(Pod pod, Limits limits) {
        Field spec = pod.spec();
        boolean mayEnd = pod.owner().group().equals("batch") || ENDING.contains(pod.owner().kind());
        limits.word(
                spec.get("restartPolicy"),
                mayEnd ? Set.of("Always", "OnFailure", "Never") : Set.of("Always"));
        limits.word(spec.get("dnsPolicy"), DNS);
        limits.range(spec, 0, "terminationGracePeriodSeconds");
        limits.range(spec, 1, "activeDeadlineSeconds");
        limits.word(pod.security().get("fsGroupChangePolicy"), Set.of("OnRootMismatch", "Always"));
        limits.range(pod.security(), 0, "runAsUser", "runAsGroup", "fsGroup");
        limits.word(pod.security().at("seccompProfile.type"), SECCOMP);
        spec.get("tolerations").items().forEach(each -> toleration(each, limits));
        affinity(
                spec.at("affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"),
                limits);
        for (Field spread : spec.get("topologySpreadConstraints").items()) {
            limits.word(spread.get("whenUnsatisfiable"), Set.of("DoNotSchedule", "ScheduleAnyway"));
            limits.range(spread, 1, "maxSkew", "minDomains");
        }
        pod.containers().forEach(each -> ContainerRanges.check(each, limits));
        for (Field volume : spec.get("volumes").items()) {
            mode(volume.at("configMap.defaultMode"), limits);
            mode(volume.at("secret.defaultMode"), limits);
            mode(volume.at("projected.defaultMode"), limits);
        }
    }

    private static void toleration(Field toleration, Limits limits) {
        if (!toleration.get("operator").isEmpty()) {
            limits.word(toleration.get("operator"), Set.of("Equal", "Exists", "Gt", "Lt"));
        }
        limits.word(toleration.get("effect"), EFFECTS);
        if (toleration.get("operator").is("Exists") && !toleration.get("value").isEmpty()) {
            limits.broken(
                    RangeRules.ENUM,
                    toleration.get("value"),
                    "a value with operator Exists",
                    "none");
        }
    }

    private static void mode(Field field, Limits limits) {
        if (!field.text().matches("0o?[0-7]{1,4}")) { // which YAML reads as an octal number
            limits.bound(field, 0, 511);
        }
    }

    private static void affinity(Field required, Limits limits) {
        for (Field term : required.get("nodeSelectorTerms").items()) {
            for (Field expression : term.get("matchExpressions").items()) {
                limits.word(expression.get("operator"), NODE_OPERATORS);
                if (expression.get("operator").text().endsWith("In")
                        && expression.get("values").isEmpty()) {
                    limits.broken(RangeRules.ENUM, expression, "In without values", "values");
                }
            }
        }
        if (required.exists() && required.get("nodeSelectorTerms").isEmpty()) {
            limits.broken(RangeRules.ENUM, required, "no nodeSelectorTerms", "at least one");
        }
    }
}
