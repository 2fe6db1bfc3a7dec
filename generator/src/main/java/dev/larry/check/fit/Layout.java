package dev.larry.check.fit;

import java.util.Arrays;
import java.util.List;

/** Which node each demand of each kind has, and what the nodes have left. */
final class Layout {
    private final List<Kind> kinds;
    private final int[][] node;
    private final int[] placed;
    private final long[][] free;

    Layout(Part part) {
        this.kinds = part.kinds();
        this.node = kinds.stream().map(kind -> new int[kind.count()]).toArray(int[][]::new);
        this.placed = new int[kinds.size()];
        this.free = part.scratch();
        for (int i = 0; i < part.nodes().size(); i++) {
            int at = part.nodes().at(i);
            System.arraycopy(part.room()[at], 0, free[at], 0, Size.PARTS);
        }
    }

    int left(int kind) {
        return node[kind].length - placed[kind];
    }

    long[] free(int where) {
        return free[where];
    }

    /** Puts some of a kind on a node. */
    void place(int kind, int where, int times) {
        Arrays.fill(node[kind], placed[kind], placed[kind] + times, where);
        placed[kind] += times;
        kinds.get(kind).size().take(free[where], times);
    }

    /** The nodes of a kind's demands, in the order of these. */
    int[] nodes(int kind) {
        return node[kind];
    }
}
