package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds that people write, and the API versions that serve them.
 *
 * <p>Source: Kubernetes API reference, 1.36.
 */
final class ServedVersions {
    private static final Map<String, List<String>> VERSIONS = new HashMap<>();

    static {
        serve(
                "v1",
                "ConfigMap Endpoints LimitRange Namespace Node PersistentVolume"
                        + " PersistentVolumeClaim Pod PodTemplate ReplicationController"
                        + " ResourceQuota Secret Service ServiceAccount");
        serve("apps/v1", "ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet");
        serve("batch/v1", "CronJob Job");
        serve("autoscaling/v2", "HorizontalPodAutoscaler");
        serve("autoscaling/v1", "HorizontalPodAutoscaler");
        serve("policy/v1", "PodDisruptionBudget");
        serve("networking.k8s.io/v1", "Ingress IngressClass NetworkPolicy");
        serve("rbac.authorization.k8s.io/v1", "ClusterRole ClusterRoleBinding Role RoleBinding");
        serve("storage.k8s.io/v1", "CSIDriver CSINode StorageClass VolumeAttachment");
        serve("scheduling.k8s.io/v1", "PriorityClass");
        serve("apiextensions.k8s.io/v1", "CustomResourceDefinition");
    }

    /** The groups in which another's kind is a mistake; elsewhere it is another kind. */
    private static final Set<String> GROUPS =
            VERSIONS.values().stream()
                    .flatMap(List::stream)
                    .map(each -> each.contains("/") ? each.substring(0, each.indexOf('/')) : "")
                    .collect(Collectors.toSet());

    private ServedVersions() {}

    private static void serve(String version, String kinds) {
        for (String kind : kinds.split(" ")) {
            VERSIONS.merge(
                    kind,
                    List.of(version),
                    (one, other) -> Stream.of(one, other).flatMap(List::stream).toList());
        }
    }

    /** What serves an object's kind, where that is not the version it names. */
    static Optional<String> instead(Manifest object) {
        List<String> served = VERSIONS.getOrDefault(object.kind(), List.of());
        return served.isEmpty()
                        || served.contains(object.apiVersion())
                        || !GROUPS.contains(object.group())
                ? Optional.empty()
                : Optional.of(String.join(" or ", served));
    }
}
