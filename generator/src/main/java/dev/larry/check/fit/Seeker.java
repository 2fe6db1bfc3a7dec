package dev.larry.check.fit;

import dev.larry.model.PlannedPod;

import java.util.List;

/**
 * A pod that seeks a node.
 *
 * @param nodes indexes of the nodes it may run on by name and taints, ascending
 * @param volume the volume that must be on one node with all its pods; empty: none
 */
record Seeker(PlannedPod pod, List<Integer> nodes, String volume) {
    Seeker {
        nodes = List.copyOf(nodes);
    }

    long cpu() {
        return pod.resources().requests().cpu().value();
    }

    long memory() {
        return pod.resources().requests().memory().value();
    }
}
