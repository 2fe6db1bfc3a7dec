package dev.larry.check.fit;

/**
 * Finds the first node, in order of index, with room for a size: a tree of the most that is left
 * below each branch.
 */
final class Tallest {
    private final NodeSet nodes;
    private final int width;
    private final long[][] most;

    Tallest(NodeSet nodes, Layout layout) {
        this.nodes = nodes;
        this.width = Integer.highestOneBit(nodes.size()) * 2;
        this.most = new long[2 * width][];
        long[] nothing = {-1, -1, -1};
        for (int i = 0; i < width; i++) {
            most[width + i] = i < nodes.size() ? layout.free(nodes.at(i)).clone() : nothing;
        }
        for (int i = width - 1; i > 0; i--) {
            most[i] = new long[Size.PARTS];
            join(i);
        }
    }

    /** The position of the first node from {@code from} on that has the room, or -1. */
    int first(Size size, int from) {
        return first(size, from, 1, 0, width);
    }

    private int first(Size size, int from, int branch, int low, int high) {
        if (high <= from || !size.isWithin(most[branch])) {
            return -1;
        }
        if (high - low == 1) {
            return low;
        }
        int middle = (low + high) / 2;
        int left = first(size, from, 2 * branch, low, middle);
        return left >= 0 ? left : first(size, from, 2 * branch + 1, middle, high);
    }

    int node(int position) {
        return nodes.at(position);
    }

    /** Takes over what a node has left. */
    void changed(int position, long[] free) {
        int at = width + position;
        System.arraycopy(free, 0, most[at], 0, Size.PARTS);
        for (at >>= 1; at > 0; at >>= 1) {
            join(at);
        }
    }

    /** Takes over what a node has left, where it is one of these. */
    void changedNode(int node, long[] free) {
        int position = nodes.position(node);
        if (position >= 0) {
            changed(position, free);
        }
    }

    private void join(int at) {
        for (int which = 0; which < Size.PARTS; which++) {
            most[at][which] = Math.max(most[2 * at][which], most[2 * at + 1][which]);
        }
    }
}
