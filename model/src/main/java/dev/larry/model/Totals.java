package dev.larry.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fleet asks for, added up exactly.
 *
 * @param larrys per Larry, in order
 * @param fleet all Larrys together, which is what {@link Fleet#declared()} speaks of
 * @param shared what comes on top: meta-coordinator, observer and an own Redis
 * @param all both together
 * @param nodes per node, in order
 * @param floating pods that may go to more than one node, and so count on none
 * @param volumes all volumes together
 * @param tokens the token budget at every level
 */
public record Totals(
        List<OfLarry> larrys,
        Resources fleet,
        Resources shared,
        Resources all,
        List<NodeLoad> nodes,
        List<PlannedPod> floating,
        Bytes volumes,
        TokenTotals tokens) {
    public Totals {
        larrys = List.copyOf(larrys);
        nodes = List.copyOf(nodes);
        floating = List.copyOf(floating);
    }

    /** One Larry's pods added up. */
    public record OfLarry(
            String larry, int pods, Resources coordinator, Resources workers, Resources sum) {}

    /**
     * Adds everything up.
     *
     * @throws ArithmeticException where a sum passes 2^63 - 1
     */
    public static Totals of(Fleet fleet) {
        List<OfLarry> larrys = new ArrayList<>();
        Resources sum = Resources.ZERO;
        for (Larry larry : fleet.larrys()) {
            Resources workers = Resources.ZERO;
            for (Worker worker : larry.workers()) {
                workers = workers.plus(worker.resources());
            }
            Resources coordinator = larry.coordinator().resources();
            Resources both = coordinator.plus(workers);
            larrys.add(
                    new OfLarry(
                            larry.name(), 1 + larry.workers().size(), coordinator, workers, both));
            sum = sum.plus(both);
        }
        Resources shared = sum(PlannedPod.shared(fleet));
        List<PlannedPod> floating = new ArrayList<>();
        List<NodeLoad> nodes = nodes(fleet, floating);
        return new Totals(
                larrys,
                sum,
                shared,
                sum.plus(shared),
                nodes,
                floating,
                volumes(fleet),
                TokenTotals.of(fleet));
    }

    static Resources sum(Collection<PlannedPod> pods) {
        Resources sum = Resources.ZERO;
        for (PlannedPod pod : pods) {
            sum = sum.plus(pod.resources());
        }
        return sum;
    }

    private static List<NodeLoad> nodes(Fleet fleet, List<PlannedPod> floating) {
        Map<String, List<PlannedPod>> pinned = new HashMap<>();
        boolean oneNode = fleet.cluster().nodes().size() == 1;
        for (PlannedPod pod : PlannedPod.of(fleet)) {
            if (pod.nodes().size() == 1) {
                pinned.computeIfAbsent(pod.nodes().getFirst(), _ -> new ArrayList<>()).add(pod);
            } else if (oneNode) {
                String only = fleet.cluster().nodes().getFirst().name();
                pinned.computeIfAbsent(only, _ -> new ArrayList<>()).add(pod);
            } else {
                floating.add(pod);
            }
        }
        return fleet.cluster().nodes().stream()
                .map(node -> NodeLoad.of(node, pinned.getOrDefault(node.name(), List.of())))
                .toList();
    }

    private static Bytes volumes(Fleet fleet) {
        Bytes sum = fleet.system().archive().size();
        for (Larry larry : fleet.larrys()) {
            sum = sum.plus(larry.volume().size());
        }
        if (fleet.redis().own().isPresent()) {
            sum = sum.plus(fleet.redis().own().get().size().times(PlannedPod.REDIS_PODS));
        }
        return sum;
    }
}
