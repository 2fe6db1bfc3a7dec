package dev.larry.check.fit;

import dev.larry.check.fit.Packing.Result;
import dev.larry.check.fit.Packing.Verdict;
import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.Fleet;
import dev.larry.model.MilliCpu;
import dev.larry.model.Node;
import dev.larry.model.PlannedPod;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks for placements of a fleet's pods, and turns what is found into words of the fleet. */
final class FleetFit {
    private static final long SEARCH = 20_000_000;
    private static final long EXPLANATION = 200_000_000;
    private static final int SETS = 10;

    private final List<Node> nodes;
    private final List<Seeker> seekers;

    FleetFit(Fleet fleet) {
        this.nodes = fleet.cluster().nodes();
        this.seekers = nodes.isEmpty() ? List.of() : Seekers.of(fleet);
        long cpu = 0;
        long memory = 0;
        for (Seeker seeker : seekers) {
            cpu = Math.addExact(cpu, seeker.cpu());
            memory = Math.addExact(memory, seeker.memory());
        }
    }

    /** Every set that is found impossible, each among the pods that are in none before it. */
    List<Fit> judge() {
        return judge(new Packing(cpu(-1), memory(-1)), seekers, SETS);
    }

    List<Fit.Loss> losses() {
        List<Fit.Loss> losses = new ArrayList<>();
        Result whole = new Packing(cpu(-1), memory(-1)).solve(demands(), new Effort(SEARCH));
        if (whole.verdict() != Verdict.PLACED) {
            return losses; // it does not fit with all its nodes
        }
        Map<Integer, List<Demand>> on = new HashMap<>();
        long[] cpu = cpu(-1);
        long[] memory = memory(-1);
        whole.nodes()
                .forEach((demand, node) -> {
                    on.computeIfAbsent(node, _ -> new ArrayList<>()).add(demand);
                    cpu[node] -= demand.cpu();
                    memory[node] -= demand.memory();
                });
        for (int lost = 0; lost < nodes.size(); lost++) {
            if (on.containsKey(lost)
                    && !moves(on.getOrDefault(lost, List.of()), lost, cpu, memory)) {
                Fit fit = judge(new Packing(cpu(lost), memory(lost)), without(lost), 1).getFirst();
                if (!(fit instanceof Fit.Placed)) {
                    losses.add(new Fit.Loss(nodes.get(lost), fit));
                }
            }
        }
        return losses;
    }

    /** Whether the pods of a lost node find room beside all others where these are. */
    private static boolean moves(List<Demand> demands, int lost, long[] cpu, long[] memory) {
        List<Demand> others = new ArrayList<>();
        for (Demand demand : demands) {
            List<Integer> open = demand.nodes().stream().filter(node -> node != lost).toList();
            others.add(new Demand(demand.pods(), demand.cpu(), demand.memory(), open));
        }
        return new Packing(cpu, memory).solve(others, new Effort(0)).verdict() == Verdict.PLACED;
    }

    private List<Seeker> without(int lost) {
        Map<List<Integer>, List<Integer>> sets = new IdentityHashMap<>();
        return seekers.stream()
                .map(seeker ->
                        new Seeker(
                                seeker.pod(),
                                sets.computeIfAbsent(
                                        seeker.nodes(),
                                        open ->
                                                open.stream()
                                                        .filter(node -> node != lost)
                                                        .toList()),
                                seeker.volume()))
                .toList();
    }

    private List<Fit> judge(Packing packing, List<Seeker> all, int sets) {
        List<Fit> found = new ArrayList<>();
        Effort explaining = new Effort(EXPLANATION);
        List<Seeker> left = all;
        while (found.size() < sets) {
            Result result = packing.solve(Seekers.demands(left), new Effort(SEARCH));
            if (result.verdict() == Verdict.PLACED) {
                if (found.isEmpty()) {
                    found.add(placed(result));
                }
                break;
            }
            if (result.verdict() == Verdict.UNDECIDED) {
                found.add(
                        new Fit.Undecided(
                                result.stuck().stream()
                                        .flatMap(demand -> demand.pods().stream())
                                        .toList()));
                break;
            }
            IrreducibleSet shrinking = new IrreducibleSet(packing, explaining);
            List<Seeker> set = shrinking.within(left, result.stuck());
            found.add(impossible(packing, set, shrinking.proved()));
            Set<Seeker> gone = Collections.newSetFromMap(new IdentityHashMap<>());
            gone.addAll(set);
            left = left.stream().filter(seeker -> !gone.contains(seeker)).toList();
        }
        return found;
    }

    private Fit.Placed placed(Result result) {
        Map<PlannedPod, Node> where = new IdentityHashMap<>();
        result.nodes()
                .forEach((demand, node) ->
                        demand.pods().forEach(pod -> where.put(pod, nodes.get(node))));
        List<Fit.Place> places = new ArrayList<>();
        for (Seeker seeker : seekers) {
            Node node = where.get(seeker.pod());
            if (node != null) {
                places.add(new Fit.Place(seeker.pod(), node));
            }
        }
        return new Fit.Placed(places);
    }

    private Fit.Impossible impossible(Packing packing, List<Seeker> set, boolean irreducible) {
        Seeker leftOut = set.getLast();
        List<Seeker> rest = set.subList(0, set.size() - 1);
        Result result = packing.solve(Seekers.demands(rest), new Effort(SEARCH));
        long[] cpu = new long[nodes.size()];
        long[] memory = new long[nodes.size()];
        result.nodes()
                .forEach((demand, node) -> {
                    cpu[node] += demand.cpu();
                    memory[node] += demand.memory();
                });
        List<Fit.Share> shares = new ArrayList<>();
        if (result.verdict() == Verdict.PLACED) {
            for (int node : leftOut.nodes()) {
                Amount there = nodes.get(node).allocatable();
                shares.add(
                        new Fit.Share(
                                nodes.get(node),
                                new Amount(new MilliCpu(cpu[node]), new Bytes(memory[node])),
                                new Amount(
                                        new MilliCpu(
                                                missing(
                                                        there.cpu().value(),
                                                        cpu[node],
                                                        leftOut.cpu())),
                                        new Bytes(
                                                missing(
                                                        there.memory().value(),
                                                        memory[node],
                                                        leftOut.memory())))));
            }
        }
        return new Fit.Impossible(
                set.stream().map(Seeker::pod).toList(), irreducible, leftOut.pod(), shares);
    }

    private static long missing(long there, long taken, long asked) {
        return Math.max(0, asked - (there - taken));
    }

    private List<Demand> demands() {
        return Seekers.demands(seekers);
    }

    private long[] cpu(int lost) {
        long[] cpu = nodes.stream().mapToLong(node -> node.allocatable().cpu().value()).toArray();
        if (lost >= 0) {
            cpu[lost] = 0;
        }
        return cpu;
    }

    private long[] memory(int lost) {
        long[] memory =
                nodes.stream().mapToLong(node -> node.allocatable().memory().value()).toArray();
        if (lost >= 0) {
            memory[lost] = 0;
        }
        return memory;
    }
}
