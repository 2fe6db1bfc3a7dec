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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Asks for placements of a fleet's pods, and turns what is found into words of the fleet. */
final class FleetFit {
    private static final long SEARCH = 20_000_000;
    private static final long EXPLANATION = 200_000_000;
    private static final int SETS = 10;

    private final List<Node> nodes;
    private final List<Seeker> seekers;
    private final List<Size> room;

    FleetFit(Fleet fleet) {
        this.nodes = fleet.cluster().nodes();
        this.seekers = nodes.isEmpty() ? List.of() : Seekers.of(fleet);
        this.room = nodes.stream().map(FleetFit::room).toList();
        Size all = Size.ZERO;
        for (Seeker seeker : seekers) {
            all = all.plus(seeker.size()); // beyond this no sum can overflow
        }
    }

    private static Size room(Node node) {
        Amount there = node.allocatable();
        return new Size(there.cpu().value(), there.memory().value(), node.maxPods());
    }

    /** Every set that is found impossible, each among the pods that are in none before it. */
    List<Fit> judge() {
        return judge(new Packing(room), seekers, SETS);
    }

    List<Fit.Loss> losses(Set<Node.Role> roles) {
        List<Fit.Loss> losses = new ArrayList<>();
        List<Demand> demands = Seekers.demands(seekers);
        Result whole = new Packing(room).solve(demands, new Effort(SEARCH));
        if (whole.verdict() != Verdict.PLACED) {
            return losses; // it does not fit with all its nodes
        }
        Map<Integer, List<Demand>> on = new HashMap<>();
        long[][] free = room.stream().map(Size::parts).toArray(long[][]::new);
        for (Demand demand : demands) {
            int node = Objects.requireNonNull(whole.nodes().get(demand));
            on.computeIfAbsent(node, _ -> new ArrayList<>()).add(demand);
            demand.size().take(free[node], 1);
        }
        for (int lost = 0; lost < nodes.size(); lost++) {
            List<Demand> there = on.getOrDefault(lost, List.of());
            if (!there.isEmpty() && roles.contains(nodes.get(lost).role())) {
                Fit fit = loss(there, lost, free);
                if (!(fit instanceof Fit.Placed)) {
                    losses.add(new Fit.Loss(nodes.get(lost), fit));
                }
            }
        }
        return losses;
    }

    /** What becomes of the pods of a lost node; the others are only moved where that must be. */
    private Fit loss(List<Demand> demands, int lost, long[][] free) {
        List<Demand> moved = new ArrayList<>();
        for (Demand demand : demands) {
            NodeSet others = demand.nodes().without(lost);
            if (others.isEmpty() && demand.pods().size() == 1) {
                return new Fit.Impossible(demand.pods(), true, demand.pods().getFirst(), List.of());
            }
            moved.add(new Demand(demand.pods(), demand.size(), others));
        }
        List<Size> left = Arrays.stream(free).map(Size::of).toList();
        Result result = new Packing(left).solve(moved, new Effort(0));
        if (result.verdict() == Verdict.PLACED) {
            return new Fit.Placed(List.of());
        }
        List<Size> others = new ArrayList<>(room);
        others.set(lost, Size.ZERO);
        return judge(new Packing(others), without(lost), 1).getFirst();
    }

    private List<Seeker> without(int lost) {
        Map<NodeSet, NodeSet> sets = new HashMap<>();
        return seekers.stream()
                .map(seeker ->
                        new Seeker(
                                seeker.pod(),
                                sets.computeIfAbsent(seeker.nodes(), set -> set.without(lost)),
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
        IdentityHashMap<PlannedPod, Node> where = new IdentityHashMap<>();
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
        Map<Integer, Size> taken = new HashMap<>();
        result.nodes().forEach((demand, node) -> taken.merge(node, demand.size(), Size::plus));
        List<Fit.Share> shares = new ArrayList<>();
        if (result.verdict() == Verdict.PLACED) {
            for (int node : leftOut.nodes().toArray()) {
                shares.add(share(node, taken.getOrDefault(node, Size.ZERO), leftOut.size()));
            }
        }
        return new Fit.Impossible(
                set.stream().map(Seeker::pod).toList(), irreducible, leftOut.pod(), shares);
    }

    private Fit.Share share(int node, Size taken, Size asked) {
        Size there = room.get(node);
        return new Fit.Share(
                nodes.get(node),
                new Amount(new MilliCpu(taken.cpu()), new Bytes(taken.memory())),
                taken.pods(),
                new Amount(
                        new MilliCpu(missing(there.cpu(), taken.cpu(), asked.cpu())),
                        new Bytes(missing(there.memory(), taken.memory(), asked.memory()))),
                missing(there.pods(), taken.pods(), asked.pods()));
    }

    private static long missing(long there, long taken, long asked) {
        return Math.max(0, asked - (there - taken));
    }
}
