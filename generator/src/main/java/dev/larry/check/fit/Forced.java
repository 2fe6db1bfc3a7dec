package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes out what has no choice: demands with one node left are put there, which may leave others
 * one node only, and so on. What remains is smaller and falls into more parts.
 */
final class Forced {
    private final long[][] room;
    private final Map<Demand, Integer> placed = new HashMap<>();
    private final Map<Integer, List<Demand>> on = new HashMap<>();
    private List<Kind> left;
    private List<Demand> stuck = List.of();

    Forced(Part part) {
        this.room = Arrays.stream(part.room()).map(long[]::clone).toArray(long[][]::new);
        this.left = part.kinds();
        while (stuck.isEmpty() && settle()) {}
    }

    /** The demands that are too much, with all that took their room; none where all is well. */
    List<Demand> stuck() {
        return stuck;
    }

    boolean isNone() {
        return placed.isEmpty();
    }

    /** Where the demands are that have no choice. */
    Map<Demand, Integer> placed() {
        return placed;
    }

    /** What is left to be chosen, in the room that is left. */
    List<Part> parts() {
        return Part.of(room, left);
    }

    /** These demands, and those whose having no choice took room from them. */
    List<Demand> because(List<Demand> demands) {
        List<Demand> all = new ArrayList<>(demands);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            for (int node : all.get(i).nodes().toArray()) {
                if (seen.add(node)) {
                    all.addAll(on.getOrDefault(node, List.of()));
                }
            }
        }
        return all.stream().distinct().toList();
    }

    /** One round; whether it put any demand anywhere. */
    private boolean settle() {
        boolean any = false;
        List<Kind> undecided = new ArrayList<>();
        for (Kind kind : left) {
            if (kind.open().size() == 1) {
                any = true;
                int node = kind.open().at(0);
                for (Demand demand : kind.demands()) {
                    if (!kind.size().isWithin(room[node])) {
                        stuck = because(List.of(demand));
                        return false;
                    }
                    kind.size().take(room[node], 1);
                    placed.put(demand, node);
                    on.computeIfAbsent(node, _ -> new ArrayList<>()).add(demand);
                }
            } else {
                undecided.add(kind);
            }
        }
        left = new ArrayList<>();
        for (Kind kind : undecided) {
            NodeSet open = any ? Part.fitting(room, kind.size(), kind.open()) : kind.open();
            if (open.isEmpty()) {
                stuck = because(List.of(kind.demands().getFirst()));
                return false;
            }
            left.add(
                    open.size() == kind.open().size()
                            ? kind
                            : new Kind(kind.size(), open, kind.demands()));
        }
        return any;
    }
}
