package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Vector bin packing with given bins: each connected part of pods and nodes by itself, by first fit
 * and best fit of decreasing demands, then by branch and bound. Only what was searched whole is
 * called impossible.
 */
final class Packing {
    /** Node sets beyond this many are not compared with each other for bounds. */
    private static final int SETS = 256;

    private final long[] cpu;
    private final long[] memory;

    Packing(long[] cpu, long[] memory) {
        this.cpu = cpu;
        this.memory = memory;
    }

    /** What is known of demands. */
    enum Verdict {
        PLACED,
        IMPOSSIBLE,
        UNDECIDED
    }

    /**
     * A verdict and the node of each demand, where all are placed.
     *
     * @param stuck the demands of the first part that is not placed
     */
    record Result(Verdict verdict, Map<Demand, Integer> nodes, List<Demand> stuck) {}

    /** Places the demands of every part, or says of which part it could not. */
    Result solve(List<Demand> demands, Effort effort) {
        Map<Demand, Integer> placed = new IdentityHashMap<>();
        Result undecided = null;
        for (Demand demand : demands) {
            if (demand.nodes().stream()
                    .noneMatch(
                            node -> demand.cpu() <= cpu[node] && demand.memory() <= memory[node])) {
                return new Result(Verdict.IMPOSSIBLE, Map.of(), List.of(demand));
            }
        }
        for (List<Demand> part : new Problem(cpu, memory, demands).components()) {
            Result result = part(part, effort);
            switch (result.verdict()) {
                case PLACED -> placed.putAll(result.nodes());
                case IMPOSSIBLE -> {
                    return result;
                }
                case UNDECIDED -> undecided = undecided == null ? result : undecided;
            }
        }
        return undecided == null ? new Result(Verdict.PLACED, placed, List.of()) : undecided;
    }

    private Result part(List<Demand> part, Effort effort) {
        List<Demand> over = overfull(part);
        if (!over.isEmpty()) {
            return new Result(Verdict.IMPOSSIBLE, Map.of(), over);
        }
        for (boolean best : new boolean[] {false, true}) {
            Problem problem = new Problem(cpu, memory, part);
            int[] choice = greedy(problem, best, effort);
            if (choice.length == problem.size()) {
                return placed(problem, choice);
            }
        }
        Problem problem = new Problem(cpu, memory, part);
        Search search = new Search(problem, effort);
        Verdict verdict = search.run();
        return verdict == Verdict.PLACED
                ? placed(problem, search.choice())
                : new Result(verdict, Map.of(), part);
    }

    private static Result placed(Problem problem, int[] choice) {
        Map<Demand, Integer> nodes = new IdentityHashMap<>();
        for (int i = 0; i < choice.length; i++) {
            nodes.put(problem.demands.get(i), choice[i]);
        }
        return new Result(Verdict.PLACED, nodes, List.of());
    }

    /** The nodes in order of demands; shorter than these where one did not fit. */
    private static int[] greedy(Problem problem, boolean best, Effort effort) {
        int[] choice = new int[problem.size()];
        for (int i = 0; i < choice.length; i++) {
            int found = -1;
            int looked = 0;
            for (int node : problem.nodes[i]) {
                looked++;
                if (problem.fits(i, node)
                        && (found < 0 || best && problem.freeCpu[node] < problem.freeCpu[found])) {
                    found = node;
                    if (!best) {
                        break;
                    }
                }
            }
            effort.spend(looked);
            if (found < 0) {
                return new int[0];
            }
            choice[i] = found;
            problem.place(i, found);
        }
        return choice;
    }

    /** Demands that may go to some nodes only and together ask for more than these have. */
    private List<Demand> overfull(List<Demand> part) {
        Map<List<Integer>, List<Demand>> bySet = new HashMap<>();
        Set<Integer> union = new HashSet<>();
        for (Demand demand : part) {
            if (!bySet.containsKey(demand.nodes())) {
                union.addAll(demand.nodes());
            }
            bySet.computeIfAbsent(demand.nodes(), _ -> new ArrayList<>()).add(demand);
        }
        List<List<Integer>> sets = new ArrayList<>(bySet.keySet());
        sets.sort(Packing::compare);
        for (List<Integer> set : sets) {
            List<Demand> within = new ArrayList<>(bySet.getOrDefault(set, List.of()));
            if (set.size() > 1 && sets.size() <= SETS) {
                Set<Integer> members = new HashSet<>(set);
                for (List<Integer> other : sets) {
                    if (other.size() <= set.size()
                            && !other.equals(set)
                            && members.containsAll(other)) {
                        within.addAll(bySet.getOrDefault(other, List.of()));
                    }
                }
            }
            if (over(within, set)) {
                return within;
            }
        }
        return over(part, List.copyOf(union)) ? part : List.of();
    }

    /** Smaller sets first: the smallest that is overfull says most. */
    private static int compare(List<Integer> one, List<Integer> other) {
        int bySize = Integer.compare(one.size(), other.size());
        return bySize != 0
                ? bySize
                : Arrays.compare(
                        one.stream().mapToInt(node -> node).toArray(),
                        other.stream().mapToInt(node -> node).toArray());
    }

    private boolean over(List<Demand> demands, List<Integer> set) {
        Sum asked = new Sum();
        demands.forEach(demand -> asked.add(demand.cpu(), demand.memory()));
        Sum there = new Sum();
        set.forEach(node -> there.add(cpu[node], memory[node]));
        return asked.cpu > there.cpu || asked.memory > there.memory;
    }

    /** Sums that stay at the greatest number instead of overflowing. */
    private static final class Sum {
        private long cpu;
        private long memory;

        void add(long moreCpu, long moreMemory) {
            cpu = cpu > Long.MAX_VALUE - moreCpu ? Long.MAX_VALUE : cpu + moreCpu;
            memory = memory > Long.MAX_VALUE - moreMemory ? Long.MAX_VALUE : memory + moreMemory;
        }
    }
}
