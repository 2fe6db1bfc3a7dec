package dev.larry.check.fit;

import dev.larry.model.PlannedPod;

import java.util.List;

/** Pods that must share a node, as a rule a single one. No demand equals another. */
final class Demand {
    private final List<PlannedPod> pods;
    private final Size size;
    private final NodeSet nodes;

    /**
     * A demand.
     *
     * @param size what the pods ask for together
     * @param nodes the nodes they may run on
     */
    Demand(List<PlannedPod> pods, Size size, NodeSet nodes) {
        this.pods = List.copyOf(pods);
        this.size = size;
        this.nodes = nodes;
    }

    List<PlannedPod> pods() {
        return pods;
    }

    Size size() {
        return size;
    }

    NodeSet nodes() {
        return nodes;
    }
}
