package dev.larry.check.fit;

import dev.larry.check.fit.Packing.Verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Depth first over every placement that is not another one's mirror image: equal demands go to
 * nodes in ascending order, and of nodes that are equal (same room left, open to the same demands)
 * only the first is tried.
 */
final class Search {
    private final Problem problem;
    private final Effort effort;
    private final int[] choice;
    private final int[] position;
    private final int[] kind;
    private final long[] cpuBehind;
    private final long[] memoryBehind;
    private long cpuFree;
    private long memoryFree;

    Search(Problem problem, Effort effort) {
        this.problem = problem;
        this.effort = effort;
        int size = problem.size();
        this.choice = new int[size];
        this.position = new int[size];
        this.kind = kinds(problem);
        this.cpuBehind = new long[size + 1];
        this.memoryBehind = new long[size + 1];
        for (int i = size - 1; i >= 0; i--) {
            cpuBehind[i] = cpuBehind[i + 1] + problem.demands.get(i).cpu();
            memoryBehind[i] = memoryBehind[i + 1] + problem.demands.get(i).memory();
        }
        BitSet used = new BitSet();
        for (int[] nodes : problem.nodes) {
            Arrays.stream(nodes).forEach(used::set);
        }
        used.stream()
                .forEach(node -> {
                    cpuFree = plus(cpuFree, problem.freeCpu[node]);
                    memoryFree = plus(memoryFree, problem.freeMemory[node]);
                });
    }

    /** The node of each demand of the problem, once placed. */
    int[] choice() {
        return choice.clone();
    }

    Verdict run() {
        int depth = 0;
        position[0] = 0;
        while (true) {
            int next = next(depth);
            if (effort.spent()) {
                return Verdict.UNDECIDED;
            }
            if (next < 0) {
                if (--depth < 0) {
                    return Verdict.IMPOSSIBLE;
                }
                give(depth, -1);
                problem.unplace(depth, choice[depth]);
                position[depth]++;
                continue;
            }
            position[depth] = next;
            choice[depth] = problem.nodes[depth][next];
            problem.place(depth, choice[depth]);
            give(depth, 1);
            if (++depth == problem.size()) {
                return Verdict.PLACED;
            }
            position[depth] = first(depth);
        }
    }

    /** Capacity beyond the greatest number is never short of what was summed up exactly. */
    private static long plus(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private void give(int depth, int sign) {
        cpuFree -= sign * problem.demands.get(depth).cpu();
        memoryFree -= sign * problem.demands.get(depth).memory();
    }

    private int first(int depth) {
        return depth > 0 && problem.classes[depth] == problem.classes[depth - 1]
                ? position[depth - 1]
                : 0;
    }

    /** The next position from the current one on that is worth trying, or -1. */
    private int next(int depth) {
        if (cpuBehind[depth] > cpuFree || memoryBehind[depth] > memoryFree) {
            return -1;
        }
        int[] nodes = problem.nodes[depth];
        int start = first(depth);
        for (int at = position[depth]; at < nodes.length; at++) {
            effort.spend(1);
            if (problem.fits(depth, nodes[at]) && !mirrored(nodes, start, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean mirrored(int[] nodes, int start, int at) {
        int self = nodes[at];
        effort.spend(at - start);
        for (int i = start; i < at; i++) {
            int other = nodes[i];
            if (kind[other] == kind[self]
                    && problem.freeCpu[other] == problem.freeCpu[self]
                    && problem.freeMemory[other] == problem.freeMemory[self]) {
                return true;
            }
        }
        return false;
    }

    /** Nodes of one kind are open to the same demands. */
    private static int[] kinds(Problem problem) {
        List<BitSet> open = new ArrayList<>();
        for (int node = 0; node < problem.freeCpu.length; node++) {
            open.add(new BitSet());
        }
        int set = -1;
        for (int i = 0; i < problem.size(); i++) {
            if (i == 0 || problem.nodes[i] != problem.nodes[i - 1]) {
                set++;
                for (int node : problem.nodes[i]) {
                    open.get(node).set(set);
                }
            }
        }
        Map<BitSet, Integer> ids = new HashMap<>();
        int[] kinds = new int[open.size()];
        for (int node = 0; node < kinds.length; node++) {
            Integer id = ids.putIfAbsent(open.get(node), ids.size());
            kinds[node] = id == null ? ids.size() - 1 : id;
        }
        return kinds;
    }
}
