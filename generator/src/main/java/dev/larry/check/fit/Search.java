package dev.larry.check.fit;

import dev.larry.check.fit.Packing.Verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Depth first, node by node: the hardest kind that is left goes to a node of some type, and that
 * node is filled with every pattern that holds it. What is left is known by numbers only, so no
 * mirror image is looked at twice, and is given up where sums or {@link Cover} prove that nothing
 * can come of it.
 */
final class Search {
    /** More patterns of one node than this are not gone through. */
    private static final int PATTERNS = 4_000;

    /** Above this many kinds and types together {@link Cover} costs more than it saves. */
    private static final int COVERABLE = 200;

    private final Shape shape;
    private Effort effort;
    private final double[] scarcity;
    private final Set<Left> dead = new HashSet<>();
    private final List<Pattern> taken = new ArrayList<>();

    /** Patterns found on the way, for whoever comes later. */
    private final List<Pattern> known = new ArrayList<>();

    private long[] weights = new long[0];
    private boolean whole = true;

    Search(Shape shape, Effort effort) {
        this.shape = shape;
        this.effort = effort;
        this.scarcity = shape.scarcity();
    }

    /** What is left to be placed, and where. */
    private record Left(List<Integer> demands, List<Integer> nodes) {
        static Left of(int[] demands, int[] nodes) {
            return new Left(
                    Arrays.stream(demands).boxed().toList(), Arrays.stream(nodes).boxed().toList());
        }
    }

    /** By which weights all demands are too heavy, where that is the proof; else empty. */
    long[] weights() {
        return weights;
    }

    /** One pattern for each node that is needed, once placed. */
    List<Pattern> taken() {
        return taken;
    }

    Verdict run() {
        if (seek(shape.demands.clone(), shape.nodes.clone(), true)) {
            return Verdict.PLACED;
        }
        return whole ? Verdict.IMPOSSIBLE : Verdict.UNDECIDED;
    }

    private boolean seek(int[] demands, int[] nodes, boolean first) {
        int hardest = hardest(demands, nodes);
        if (hardest < 0) {
            return true;
        }
        if (!effort.spend((long) shape.kinds() * shape.types())) {
            whole = false;
            return false;
        }
        if (hardest == shape.kinds() || isOver(demands, nodes)) {
            return false;
        }
        Left left = Left.of(demands, nodes);
        if (dead.contains(left)) {
            return false;
        }
        boolean before = whole;
        whole = true;
        List<Simplex.Taken> likely = List.of();
        if (shape.kinds() + shape.types() <= COVERABLE) {
            Cover cover = new Cover(shape, demands, nodes, effort);
            Verdict verdict = cover.decide(known);
            if (verdict == Verdict.IMPOSSIBLE) {
                if (first) {
                    weights = cover.weights();
                }
                dead.add(left);
                whole = before;
                return false;
            }
            likely = cover.taken();
        }
        if (round(likely, demands, nodes) || branch(hardest, demands, nodes, likely)) {
            return true;
        }
        if (whole) {
            dead.add(left);
        }
        whole &= before;
        return false;
    }

    /**
     * What whole nodes take of a cover in fractions, all at once. It is a guess, which may cost a
     * part of the effort only: where it fails nothing is known.
     */
    private boolean round(List<Simplex.Taken> likely, int[] demands, int[] nodes) {
        int[] fewer = demands.clone();
        int[] others = nodes.clone();
        int before = taken.size();
        for (Simplex.Taken each : likely) {
            for (int i = 1; i <= each.nodes() + 1e-6 && others[each.pattern().type()] > 0; i++) {
                others[each.pattern().type()]--;
                less(fewer, each.pattern());
                taken.add(each.pattern());
            }
        }
        if (taken.size() == before) {
            return false;
        }
        Effort all = effort;
        long most = all.left() / 4;
        effort = all.part(most);
        boolean placed = seek(fewer, others, false);
        all.settle(most, effort);
        effort = all;
        if (!placed) {
            taken.subList(before, taken.size()).clear();
            whole = true;
        }
        return placed;
    }

    private boolean branch(int kind, int[] demands, int[] nodes, List<Simplex.Taken> likely) {
        List<Pattern> tried = new ArrayList<>();
        for (Simplex.Taken each : likely) {
            if (each.pattern().times(kind) > 0) {
                tried.add(each.pattern());
                if (take(each.pattern(), demands, nodes)) {
                    return true;
                }
            }
        }
        List<Pattern> all = new ArrayList<>();
        for (int type = 0; type < shape.types(); type++) {
            if (nodes[type] > 0 && shape.fits(kind, type)) {
                Patterns patterns = new Patterns(shape, demands, PATTERNS, effort);
                all.addAll(patterns.with(kind, type));
                whole &= patterns.isWhole();
            }
        }
        for (Pattern pattern : fullestFirst(all, tried)) {
            if (effort.spent()) {
                whole = false;
                return false;
            }
            if (take(pattern, demands, nodes)) {
                return true;
            }
        }
        return false;
    }

    private static void less(int[] demands, Pattern pattern) {
        for (int kind = 0; kind < demands.length; kind++) {
            demands[kind] = Math.max(0, demands[kind] - pattern.times(kind));
        }
    }

    private boolean take(Pattern pattern, int[] demands, int[] nodes) {
        int[] fewer = demands.clone();
        less(fewer, pattern);
        int[] others = nodes.clone();
        others[pattern.type()]--;
        taken.add(pattern);
        if (seek(fewer, others, false)) {
            return true;
        }
        taken.removeLast();
        return false;
    }

    private List<Pattern> fullestFirst(List<Pattern> all, List<Pattern> tried) {
        record Full(Pattern pattern, double share) {}
        return all.stream()
                .filter(pattern -> tried.stream().noneMatch(pattern::isSame))
                .map(pattern -> new Full(pattern, share(pattern)))
                .sorted(Comparator.comparingDouble(full -> -full.share()))
                .map(Full::pattern)
                .toList();
    }

    private double share(Pattern pattern) {
        double share = 0;
        for (int which = 0; which < Size.PARTS; which++) {
            double sum = 0;
            for (int kind = 0; kind < shape.kinds(); kind++) {
                sum += (double) shape.size[kind][which] * pattern.times(kind);
            }
            share += scarcity[which] * sum / Math.max(1, shape.room[pattern.type()][which]);
        }
        return share;
    }

    /** The kind with the fewest nodes left; -1: all are placed, the number of kinds: none fits. */
    private int hardest(int[] demands, int[] nodes) {
        int found = -1;
        long fewest = Long.MAX_VALUE;
        for (int kind = 0; kind < demands.length; kind++) {
            if (demands[kind] > 0) {
                long open = 0;
                for (int type = 0; type < nodes.length; type++) {
                    open += shape.fits(kind, type) ? nodes[type] : 0;
                }
                if (open == 0) {
                    return shape.kinds();
                }
                if (open < fewest) {
                    fewest = open;
                    found = kind;
                }
            }
        }
        return found;
    }

    private boolean isOver(int[] demands, int[] nodes) {
        for (int which = 0; which < Size.PARTS; which++) {
            long asked = 0;
            for (int kind = 0; kind < demands.length; kind++) {
                asked += shape.size[kind][which] * demands[kind];
            }
            long there = 0;
            for (int type = 0; type < nodes.length; type++) {
                for (int node = 0; node < nodes[type] && there < asked; node++) {
                    there = Math.min(asked, there + Math.min(asked, shape.room[type][which]));
                }
            }
            if (asked > there) {
                return true;
            }
        }
        return false;
    }
}
