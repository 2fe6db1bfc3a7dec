package dev.larry.check.fit;

import java.util.Arrays;
import java.util.List;

/** Nodes by their index, ascending; compared in one step where they differ. */
final class NodeSet {
    private final int[] nodes;
    private final int hash;

    private NodeSet(int[] nodes) {
        this.nodes = nodes;
        this.hash = Arrays.hashCode(nodes);
    }

    /** The set of these indexes, which ascend. */
    static NodeSet of(int... ascending) {
        return new NodeSet(ascending.clone());
    }

    /** What any of them has. */
    static NodeSet union(List<NodeSet> sets) {
        return sets.size() == 1
                ? sets.getFirst()
                : new NodeSet(
                        sets.stream()
                                .flatMapToInt(set -> Arrays.stream(set.nodes))
                                .sorted()
                                .distinct()
                                .toArray());
    }

    int size() {
        return nodes.length;
    }

    /** The node at a position, the lowest index first. */
    int at(int position) {
        return nodes[position];
    }

    boolean isEmpty() {
        return nodes.length == 0;
    }

    boolean has(int node) {
        return position(node) >= 0;
    }

    /** Where a node stands, or a negative number. */
    int position(int node) {
        return Arrays.binarySearch(nodes, node);
    }

    /** What both have. */
    NodeSet and(NodeSet other) {
        return equals(other)
                ? this
                : new NodeSet(Arrays.stream(nodes).filter(other::has).toArray());
    }

    NodeSet without(int node) {
        return has(node)
                ? new NodeSet(Arrays.stream(nodes).filter(other -> other != node).toArray())
                : this;
    }

    /** Whether all of these are in the other. */
    boolean isWithin(NodeSet other) {
        return nodes.length <= other.nodes.length && Arrays.stream(nodes).allMatch(other::has);
    }

    int[] toArray() {
        return nodes.clone();
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof NodeSet set && hash == set.hash && Arrays.equals(nodes, set.nodes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
