package dev.larry.check.fit;

import dev.larry.model.PlannedPod;

import java.util.List;

/**
 * Pods that must share a node, as a rule a single one, and what they ask for together.
 *
 * @param cpu in thousandths of a core
 * @param memory in bytes
 * @param nodes indexes of the nodes they may run on, ascending
 */
public record Demand(List<PlannedPod> pods, long cpu, long memory, List<Integer> nodes) {
    public Demand {
        pods = List.copyOf(pods);
        nodes = List.copyOf(nodes);
    }
}
