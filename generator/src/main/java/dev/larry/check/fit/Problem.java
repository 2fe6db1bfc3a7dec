package dev.larry.check.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Demands and nodes as numbers, the hardest demand first: fewest nodes, then greatest share. Equal
 * demands stand together and have one class.
 */
final class Problem {
    final long[] freeCpu;
    final long[] freeMemory;
    final List<Demand> demands;
    final int[][] nodes;
    final int[] classes;

    Problem(long[] freeCpu, long[] freeMemory, List<Demand> unsorted) {
        this.freeCpu = freeCpu.clone();
        this.freeMemory = freeMemory.clone();
        double allCpu = Math.max(1, Arrays.stream(freeCpu).asDoubleStream().sum());
        double allMemory = Math.max(1, Arrays.stream(freeMemory).asDoubleStream().sum());
        Map<List<Integer>, Integer> setIds = new HashMap<>();
        unsorted.forEach(demand -> setIds.putIfAbsent(demand.nodes(), setIds.size()));
        this.demands = new ArrayList<>(unsorted);
        // Doubles only order; what fits is decided on whole numbers.
        demands.sort(
                Comparator.<Demand>comparingInt(demand -> demand.nodes().size())
                        .thenComparingDouble(demand ->
                                -Math.max(demand.cpu() / allCpu, demand.memory() / allMemory))
                        .thenComparing(Demand::cpu, Comparator.reverseOrder())
                        .thenComparing(Demand::memory, Comparator.reverseOrder())
                        .thenComparingInt(demand -> setIds.getOrDefault(demand.nodes(), 0)));
        Map<List<Integer>, int[]> arrays = new HashMap<>();
        this.nodes = new int[demands.size()][];
        this.classes = new int[demands.size()];
        for (int i = 0; i < nodes.length; i++) {
            Demand self = demands.get(i);
            nodes[i] =
                    arrays.computeIfAbsent(
                            self.nodes(), set -> set.stream().mapToInt(node -> node).toArray());
            classes[i] =
                    i == 0
                            ? 0
                            : equal(self, demands.get(i - 1)) ? classes[i - 1] : classes[i - 1] + 1;
        }
    }

    private static boolean equal(Demand one, Demand other) {
        return one.cpu() == other.cpu()
                && one.memory() == other.memory()
                && one.nodes().equals(other.nodes());
    }

    int size() {
        return demands.size();
    }

    boolean fits(int demand, int node) {
        return demands.get(demand).cpu() <= freeCpu[node]
                && demands.get(demand).memory() <= freeMemory[node];
    }

    void place(int demand, int node) {
        freeCpu[node] -= demands.get(demand).cpu();
        freeMemory[node] -= demands.get(demand).memory();
    }

    void unplace(int demand, int node) {
        freeCpu[node] += demands.get(demand).cpu();
        freeMemory[node] += demands.get(demand).memory();
    }

    /** The demands in parts of which no two share a node. */
    List<List<Demand>> components() {
        int[] parent = new int[freeCpu.length];
        Arrays.setAll(parent, node -> node);
        for (int i = 0; i < nodes.length; i++) {
            if (i > 0 && nodes[i] == nodes[i - 1]) {
                continue;
            }
            for (int node : nodes[i]) {
                parent[root(parent, node)] = root(parent, nodes[i][0]);
            }
        }
        Map<Integer, List<Demand>> parts = new HashMap<>();
        List<List<Demand>> ordered = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            int root = root(parent, nodes[i][0]);
            parts.computeIfAbsent(
                            root,
                            _ -> {
                                List<Demand> part = new ArrayList<>();
                                ordered.add(part);
                                return part;
                            })
                    .add(demands.get(i));
        }
        return ordered;
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
