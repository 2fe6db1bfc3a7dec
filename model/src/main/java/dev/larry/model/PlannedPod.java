package dev.larry.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One pod of a fleet as the scheduler sees it: where it may go and what it asks for.
 *
 * @param name within its namespace, for people; a worker's pod has the worker's name
 * @param nodes the nodes it may run on; none: any node
 */
public record PlannedPod(
        String namespace, String name, Role role, List<String> nodes, Resources resources) {
    /** How many pods an own Redis has: the fewest of which a majority outlives one. */
    public static final int REDIS_PODS = 3;

    public PlannedPod {
        nodes = List.copyOf(nodes);
    }

    /** What a pod is for. */
    public enum Role {
        COORDINATOR,
        WORKER,
        META,
        OBSERVER,
        REDIS
    }

    /** A Larry's pods: its coordinator, then its workers in order. */
    public static List<PlannedPod> of(Larry larry) {
        List<PlannedPod> pods = new ArrayList<>();
        Coordinator coordinator = larry.coordinator();
        pods.add(
                new PlannedPod(
                        larry.namespace(),
                        "coordinator",
                        Role.COORDINATOR,
                        coordinator.nodes(),
                        coordinator.resources()));
        for (Worker worker : larry.workers()) {
            pods.add(
                    new PlannedPod(
                            larry.namespace(),
                            worker.name(),
                            Role.WORKER,
                            worker.nodes(),
                            worker.resources()));
        }
        return pods;
    }

    /** The pods outside the Larrys: meta-coordinator, observer and an own Redis. */
    public static List<PlannedPod> shared(Fleet fleet) {
        List<PlannedPod> pods = new ArrayList<>();
        Shared system = fleet.system();
        pods.add(part(system, "meta-coordinator", Role.META, system.meta()));
        pods.add(part(system, "observer", Role.OBSERVER, system.observer()));
        fleet.redis()
                .own()
                .ifPresent(own -> {
                    Resources both = own.resources().plus(own.sentinelResources());
                    for (int i = 0; i < REDIS_PODS; i++) {
                        pods.add(
                                new PlannedPod(
                                        fleet.redis().namespace(),
                                        fleet.redis().service() + "-" + i,
                                        Role.REDIS,
                                        List.of(),
                                        both));
                    }
                });
        return pods;
    }

    /** Every pod of the fleet: the Larrys' in order, then the shared ones. */
    public static List<PlannedPod> of(Fleet fleet) {
        List<PlannedPod> pods = new ArrayList<>();
        fleet.larrys().forEach(larry -> pods.addAll(of(larry)));
        pods.addAll(shared(fleet));
        return pods;
    }

    private static PlannedPod part(Shared system, String name, Role role, Shared.Part part) {
        return new PlannedPod(system.namespace(), name, role, part.nodes(), part.resources());
    }
}
