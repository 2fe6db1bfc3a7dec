package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part by number only: how many demands of each kind, and how many nodes of each type. Nodes are
 * of one type that have the same room and are open to the same kinds; which of them is which does
 * not matter then.
 */
final class Shape {
    final long[][] size;
    final int[] demands;
    final long[][] room;
    final int[] nodes;

    /** By type, the kinds that are open to it. */
    final BitSet[] open;

    private final List<List<Integer>> members;

    Shape(Part part) {
        int kinds = part.kinds().size();
        this.size = part.kinds().stream().map(kind -> kind.size().parts()).toArray(long[][]::new);
        this.demands = part.kinds().stream().mapToInt(Kind::count).toArray();
        Map<Integer, BitSet> byNode = new LinkedHashMap<>();
        for (int kind = 0; kind < kinds; kind++) {
            for (int node : part.kinds().get(kind).open().toArray()) {
                byNode.computeIfAbsent(node, _ -> new BitSet()).set(kind);
            }
        }
        record Type(BitSet open, Size room) {}
        Map<Type, List<Integer>> types = new LinkedHashMap<>();
        byNode.forEach((node, open) ->
                types.computeIfAbsent(
                                new Type(open, Size.of(part.room()[node])), _ -> new ArrayList<>())
                        .add(node));
        this.open = types.keySet().stream().map(Type::open).toArray(BitSet[]::new);
        this.room = types.keySet().stream().map(type -> type.room().parts()).toArray(long[][]::new);
        this.members = List.copyOf(types.values());
        this.nodes = members.stream().mapToInt(List::size).toArray();
    }

    int kinds() {
        return demands.length;
    }

    int types() {
        return nodes.length;
    }

    /** The nodes of a type. */
    List<Integer> members(int type) {
        return members.get(type);
    }

    boolean fits(int kind, int type) {
        return open[type].get(kind);
    }

    /** How many of a kind a room holds. */
    int times(int kind, long[] free, int most) {
        long times = most;
        for (int which = 0; which < Size.PARTS; which++) {
            if (size[kind][which] > 0) {
                times = Math.min(times, free[which] / size[kind][which]);
            }
        }
        return (int) Math.max(0, times);
    }

    void take(int kind, long[] free, int times) {
        for (int which = 0; which < Size.PARTS; which++) {
            free[which] -= size[kind][which] * times;
        }
    }

    /** How scarce each part is: all that is asked for in shares of all that is there. */
    double[] scarcity() {
        double[] asked = new double[Size.PARTS];
        double[] there = new double[Size.PARTS];
        for (int which = 0; which < Size.PARTS; which++) {
            for (int kind = 0; kind < kinds(); kind++) {
                asked[which] += (double) size[kind][which] * demands[kind];
            }
            for (int type = 0; type < types(); type++) {
                there[which] += (double) room[type][which] * nodes[type];
            }
            asked[which] /= Math.max(1, there[which]);
        }
        return asked;
    }
}
