package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proofs by adding up: demands that may go to some nodes only and ask together for more than these
 * have, or are more in number than these can hold of such a size.
 */
final class Overfull {
    /** Node sets beyond this many are not compared with each other. */
    private static final int SETS = 256;

    /** Sizes beyond this many are not counted by. */
    private static final int SIZES = 256;

    /** More than there are demands, and few enough to be multiplied by the number of nodes. */
    private static final long MANY = 1L << 31;

    private final Part part;
    private final Effort effort;

    Overfull(Part part, Effort effort) {
        this.part = part;
        this.effort = effort;
    }

    /** The kinds that are too much, the smallest set of nodes first; none where none is found. */
    List<Kind> find() {
        Map<NodeSet, List<Kind>> bySet = new LinkedHashMap<>();
        part.kinds()
                .forEach(kind ->
                        bySet.computeIfAbsent(kind.open(), _ -> new ArrayList<>()).add(kind));
        List<NodeSet> sets = new ArrayList<>(bySet.keySet());
        NodeSet all = part.nodes();
        if (!bySet.containsKey(all)) {
            sets.add(all);
        }
        sets.sort(Comparator.comparingInt(NodeSet::size));
        for (NodeSet set : sets) {
            List<Kind> within = new ArrayList<>();
            if (set.equals(all)) {
                within.addAll(part.kinds());
            } else if (sets.size() > SETS || set.size() == 1) {
                within.addAll(bySet.getOrDefault(set, List.of()));
            } else {
                for (NodeSet other : sets) {
                    effort.spend(other.size());
                    if (other.isWithin(set)) {
                        within.addAll(bySet.getOrDefault(other, List.of()));
                    }
                }
            }
            List<Kind> over = over(within, set);
            if (!over.isEmpty()) {
                return over;
            }
        }
        return List.of();
    }

    private List<Kind> over(List<Kind> kinds, NodeSet set) {
        for (int which = 0; which < Size.PARTS; which++) {
            int by = which;
            long there = 0;
            for (int i = 0; i < set.size(); i++) {
                there = plus(there, part.room()[set.at(i)][which]);
            }
            long asked = 0;
            for (Kind kind : kinds) {
                asked =
                        Math.addExact(
                                asked,
                                Math.multiplyExact(kind.size().part(which), (long) kind.count()));
            }
            if (asked > there) {
                return kinds.stream().filter(kind -> kind.size().part(by) > 0).toList();
            }
            List<Kind> over = counted(kinds, set, which);
            if (!over.isEmpty()) {
                return over;
            }
        }
        return List.of();
    }

    /** Demands of at least a size, against how many of that size each node holds. */
    private List<Kind> counted(List<Kind> kinds, NodeSet set, int which) {
        List<Kind> large = new ArrayList<>(kinds);
        large.sort(Comparator.comparingLong((Kind kind) -> kind.size().part(which)).reversed());
        Map<Long, Integer> rooms = new LinkedHashMap<>();
        for (int i = 0; i < set.size(); i++) {
            rooms.merge(part.room()[set.at(i)][which], 1, Integer::sum);
        }
        long[] room = rooms.keySet().stream().mapToLong(Long::longValue).toArray();
        int[] nodes = rooms.values().stream().mapToInt(Integer::intValue).toArray();
        long asked = 0;
        int looked = 0;
        for (int i = 0; i < large.size(); i++) {
            asked += large.get(i).count();
            long size = large.get(i).size().part(which);
            boolean last = i + 1 == large.size() || large.get(i + 1).size().part(which) < size;
            if (size == 0 || looked > SIZES) {
                break;
            }
            if (last && effort.spend(room.length)) {
                looked++;
                long hold = 0;
                for (int k = 0; k < room.length; k++) {
                    hold += Math.min(room[k] / size, MANY) * nodes[k];
                }
                if (asked > hold) {
                    return List.copyOf(large.subList(0, i + 1));
                }
            }
        }
        return List.of();
    }

    /** Capacity beyond the greatest number is never short of what was summed up exactly. */
    private static long plus(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
