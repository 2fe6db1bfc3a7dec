package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which pods a quota counts.
 *
 * <p>Source: Kubernetes documentation, Resource Quotas, "Quota scopes".
 */
final class Scopes {
    private Scopes() {}

    /** The pods of the quota's namespace that all its scopes choose. */
    static List<Pod> counted(ManifestSet tree, Manifest quota) {
        List<String> scopes = quota.spec().get("scopes").list();
        List<Field> expressions = quota.spec().at("scopeSelector.matchExpressions").items();
        return tree.pods(quota.namespace()).stream()
                .filter(pod -> scopes.stream().allMatch(scope -> isIn(tree, pod, scope)))
                .filter(pod -> expressions.stream().allMatch(each -> isChosen(tree, pod, each)))
                .toList();
    }

    private static boolean isIn(ManifestSet tree, Pod pod, String scope) {
        boolean terminating = pod.spec().get("activeDeadlineSeconds").exists();
        return switch (scope) {
            case "Terminating" -> terminating;
            case "NotTerminating" -> !terminating;
            case "BestEffort" -> isBestEffort(tree, pod);
            case "NotBestEffort" -> !isBestEffort(tree, pod);
            case "PriorityClass" -> pod.spec().get("priorityClassName").exists();
            case "CrossNamespacePodAffinity" -> looksElsewhere(pod);
            default -> false;
        };
    }

    /** Neither asks for CPU or memory nor is held to any, by itself or by default. */
    private static boolean isBestEffort(ManifestSet tree, Pod pod) {
        Admitted admitted = new Admitted(tree);
        return Stream.of("requests", "limits")
                .noneMatch(key ->
                        admitted.ofPod(pod, key, "cpu").signum() > 0
                                || admitted.ofPod(pod, key, "memory").signum() > 0);
    }

    private static boolean looksElsewhere(Pod pod) {
        return Stream.of("podAffinity", "podAntiAffinity")
                .map(each -> pod.spec().get("affinity").get(each))
                .flatMap(each ->
                        Stream.concat(
                                each
                                        .get("requiredDuringSchedulingIgnoredDuringExecution")
                                        .items()
                                        .stream(),
                                each
                                        .get("preferredDuringSchedulingIgnoredDuringExecution")
                                        .items()
                                        .stream()
                                        .map(one -> one.get("podAffinityTerm"))))
                .anyMatch(each ->
                        !each.get("namespaces").isEmpty()
                                || each.get("namespaceSelector").exists());
    }

    private static boolean isChosen(ManifestSet tree, Pod pod, Field expression) {
        String scope = expression.get("scopeName").text();
        if (!scope.equals("PriorityClass")) {
            return isIn(tree, pod, scope);
        }
        String name = pod.spec().get("priorityClassName").text();
        boolean among = expression.get("values").list().contains(name);
        return switch (expression.get("operator").text()) {
            case "In" -> among;
            case "NotIn" -> !among;
            case "DoesNotExist" -> name.isEmpty();
            default -> !name.isEmpty();
        };
    }
}
