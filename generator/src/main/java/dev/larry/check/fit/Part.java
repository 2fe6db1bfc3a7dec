package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kinds of demands that have to do with each other through the nodes open to them. */
final class Part {
    private final long[][] room;
    private final long[][] scratch;
    private final NodeSet nodes;
    private final List<Kind> kinds;

    private Part(long[][] room, long[][] scratch, List<Kind> kinds) {
        this.room = room;
        this.scratch = scratch;
        this.nodes = NodeSet.union(kinds.stream().map(Kind::open).distinct().toList());
        this.kinds = sorted(room, nodes, kinds);
    }

    /** What each node has left, by its index in the whole. */
    long[][] room() {
        return room;
    }

    /** The hardest first: fewest nodes, then greatest share of what is there. */
    List<Kind> kinds() {
        return kinds;
    }

    /** All demands as parts of which no two share a node, the one with fewest nodes first. */
    static List<Part> of(long[][] room, List<Kind> kinds) {
        int[] parent = new int[room.length];
        Arrays.setAll(parent, node -> node);
        Map<NodeSet, List<Kind>> bySet = new LinkedHashMap<>();
        kinds.forEach(kind -> bySet.computeIfAbsent(kind.open(), _ -> new ArrayList<>()).add(kind));
        for (NodeSet set : bySet.keySet()) {
            for (int i = 1; i < set.size(); i++) {
                parent[root(parent, set.at(i))] = root(parent, set.at(0));
            }
        }
        Map<Integer, List<Kind>> parts = new LinkedHashMap<>();
        bySet.forEach((set, those) ->
                parts.computeIfAbsent(root(parent, set.at(0)), _ -> new ArrayList<>())
                        .addAll(those));
        long[][] scratch = new long[room.length][Size.PARTS];
        return parts.values().stream().map(those -> new Part(room, scratch, those)).toList();
    }

    /** Equal demands as one kind; whoever fits no node has a kind that is open to none. */
    static List<Kind> kinds(long[][] room, Iterable<Demand> demands) {
        record Key(Size size, NodeSet nodes) {}
        Map<Key, List<Demand>> equal = new LinkedHashMap<>();
        for (Demand demand : demands) {
            equal.computeIfAbsent(new Key(demand.size(), demand.nodes()), _ -> new ArrayList<>())
                    .add(demand);
        }
        Map<NodeSet, Size> least = new HashMap<>();
        Map<NodeSet, NodeSet> once = new HashMap<>();
        List<Kind> kinds = new ArrayList<>();
        equal.forEach((key, those) -> {
            Size tightest = least.computeIfAbsent(key.nodes(), set -> least(room, set));
            NodeSet open =
                    key.size().isWithin(tightest.parts())
                            ? key.nodes()
                            : fitting(room, key.size(), key.nodes());
            NodeSet first = once.putIfAbsent(open, open);
            kinds.add(new Kind(key.size(), first == null ? open : first, those));
        });
        return kinds;
    }

    static NodeSet fitting(long[][] room, Size size, NodeSet nodes) {
        return NodeSet.of(
                Arrays.stream(nodes.toArray()).filter(node -> size.isWithin(room[node])).toArray());
    }

    /** The nodes that are open to any of the kinds. */
    NodeSet nodes() {
        return nodes;
    }

    /** Room for one {@link Layout} at a time. Parts of one whole share it, and no node of it. */
    long[][] scratch() {
        return scratch;
    }

    List<Demand> demands() {
        return kinds.stream().flatMap(kind -> kind.demands().stream()).toList();
    }

    private static List<Kind> sorted(long[][] room, NodeSet nodes, List<Kind> kinds) {
        double[] all = new double[Size.PARTS];
        for (int i = 0; i < nodes.size(); i++) {
            for (int which = 0; which < Size.PARTS; which++) {
                all[which] += room[nodes.at(i)][which];
            }
        }
        // Doubles only order; what fits is decided on whole numbers.
        return kinds.stream()
                .sorted(
                        Comparator.<Kind>comparingInt(kind -> kind.open().size())
                                .thenComparing(
                                        kind -> share(kind.size(), all), Comparator.reverseOrder()))
                .toList();
    }

    private static double share(Size size, double[] all) {
        double share = 0;
        for (int which = 0; which < Size.PARTS; which++) {
            share = Math.max(share, size.part(which) / Math.max(1, all[which]));
        }
        return share;
    }

    private static Size least(long[][] room, NodeSet set) {
        long[] least = new long[Size.PARTS];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int i = 0; i < set.size(); i++) {
            for (int which = 0; which < Size.PARTS; which++) {
                least[which] = Math.min(least[which], room[set.at(i)][which]);
            }
        }
        return Size.of(least);
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
