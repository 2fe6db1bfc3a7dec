package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Objects that a quota counts by number.
 *
 * <p>Source: Kubernetes documentation, Resource Quotas, "Object count quota".
 */
final class Counted {
    private static final Map<String, String> BY_OLD_NAME =
            Map.of(
                    "configmaps", "ConfigMap",
                    "persistentvolumeclaims", "PersistentVolumeClaim",
                    "replicationcontrollers", "ReplicationController",
                    "resourcequotas", "ResourceQuota",
                    "secrets", "Secret",
                    "services", "Service");

    private Counted() {}

    /** How many there are, nothing for what is not counted by number. */
    static OptionalLong of(ManifestSet tree, String namespace, String name) {
        if (BY_OLD_NAME.containsKey(name)) {
            return OptionalLong.of(
                    tree.of("", BY_OLD_NAME.getOrDefault(name, ""), namespace).size());
        }
        return switch (name) {
            case "services.loadbalancers" ->
                    OptionalLong.of(services(tree, namespace, "LoadBalancer"));
            case "services.nodeports" -> OptionalLong.of(nodePorts(tree, namespace));
            default ->
                    name.startsWith("count/")
                            ? byResource(tree, namespace, name.substring("count/".length()))
                            : OptionalLong.empty();
        };
    }

    private static long services(ManifestSet tree, String namespace, String type) {
        return tree.of("", "Service", namespace).stream()
                .filter(each -> each.spec().get("type").is(type))
                .count();
    }

    /** A LoadBalancer opens node ports too, unless it says that it does not. */
    private static long nodePorts(ManifestSet tree, String namespace) {
        long ports = 0;
        for (Manifest service : tree.of("", "Service", namespace)) {
            Field spec = service.spec();
            boolean opens =
                    spec.get("type").is("NodePort")
                            || (spec.get("type").is("LoadBalancer")
                                    && !spec.get("allocateLoadBalancerNodePorts").isFalse());
            ports += opens ? spec.get("ports").items().size() : 0;
        }
        return ports;
    }

    /** {@code jobs.batch}: the plural in lower case, and the group. */
    private static OptionalLong byResource(ManifestSet tree, String namespace, String resource) {
        int dot = resource.indexOf('.');
        String plural = dot < 0 ? resource : resource.substring(0, dot);
        String group = dot < 0 ? "" : resource.substring(dot + 1);
        return OptionalLong.of(
                tree.in(namespace).stream()
                        .filter(each -> each.group().equals(group))
                        .filter(each -> plurals(each.kind()).contains(plural))
                        .count());
    }

    private static List<String> plurals(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        return lower.endsWith("y")
                ? List.of(lower.substring(0, lower.length() - 1) + "ies")
                : List.of(lower + "s", lower + "es");
    }
}
