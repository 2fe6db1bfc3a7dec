package dev.larry.check.fit;

import dev.larry.model.Amount;
import dev.larry.model.PlannedPod;

/**
 * A pod that seeks a node.
 *
 * @param nodes the nodes it may run on by name and taints
 * @param volume the volume that must be on one node with all its pods; empty: none
 */
record Seeker(PlannedPod pod, NodeSet nodes, String volume) {
    Size size() {
        Amount requests = pod.resources().requests();
        return new Size(requests.cpu().value(), requests.memory().value(), 1);
    }
}
