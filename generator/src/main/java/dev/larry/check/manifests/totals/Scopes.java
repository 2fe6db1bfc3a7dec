package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;

import java.util.List;

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
                .filter(pod -> scopes.stream().allMatch(scope -> isIn(pod, scope)))
                .filter(pod -> expressions.stream().allMatch(each -> isChosen(pod, each)))
                .toList();
    }

    private static boolean isIn(Pod pod, String scope) {
        boolean terminating = pod.spec().get("activeDeadlineSeconds").exists();
        boolean bestEffort =
                pod.containers().stream()
                        .allMatch(each ->
                                each.field().at("resources.requests").isEmpty()
                                        && each.field().at("resources.limits").isEmpty());
        return switch (scope) {
            case "Terminating" -> terminating;
            case "NotTerminating" -> !terminating;
            case "BestEffort" -> bestEffort;
            case "NotBestEffort" -> !bestEffort;
            case "PriorityClass" -> pod.spec().get("priorityClassName").exists();
            default -> false;
        };
    }

    private static boolean isChosen(Pod pod, Field expression) {
        String scope = expression.get("scopeName").text();
        if (!scope.equals("PriorityClass")) {
            return isIn(pod, scope);
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
