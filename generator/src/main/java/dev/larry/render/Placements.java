package dev.larry.render;

import dev.larry.model.Cluster;
import dev.larry.model.Taint;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/**
 * Where a pod may go: required node affinity on the host name, never {@code nodeName}, so that the
 * scheduler still counts. Source: Kubernetes documentation, "Assigning Pods to Nodes".
 */
final class Placements {
    private Placements() {}

    static @Nullable Affinity affinity(List<String> nodes) {
        if (nodes.isEmpty()) {
            return null;
        }
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey("kubernetes.io/hostname")
                .withOperator("In")
                .withValues(nodes)
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    /** The taints of the nodes a pod is pinned to; a pod that is not pinned tolerates none. */
    static List<Toleration> tolerations(Cluster cluster, List<String> nodes) {
        return cluster.nodes().stream()
                // Few are tainted; to look for the others' names takes nodes times pods.
                .filter(node -> !node.taints().isEmpty() && nodes.contains(node.name()))
                .flatMap(node -> node.taints().stream())
                .distinct()
                // A pod tolerates a set: nodes in another order make the same pod.
                .sorted(
                        Comparator.comparing(Taint::key)
                                .thenComparing(Taint::value)
                                .thenComparing(Taint::effect))
                .map(taint ->
                        new TolerationBuilder()
                                .withKey(taint.key())
                                .withOperator("Equal")
                                .withValue(taint.value())
                                .withEffect(taint.effect().text())
                                .build())
                .toList();
    }
}
