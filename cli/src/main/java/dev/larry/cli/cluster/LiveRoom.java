package dev.larry.cli.cluster;

import dev.larry.check.fleet.FleetChecks;
import dev.larry.model.Amount;
import dev.larry.model.Bytes;
import dev.larry.model.Cluster;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.MilliCpu;
import dev.larry.model.Node;
import dev.larry.model.PlannedPod;
import dev.larry.render.Labels;

import io.fabric8.kubernetes.api.model.Pod;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether the fleet's pods find room on the nodes as they are now: what each has for pods, less
 * what pods that are not the fleet's request. Those of an earlier run make way for this one.
 */
final class LiveRoom {
    static final String NAME = "room";

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private LiveRoom() {}

    /**
     * Looks at it.
     *
     * @param live the cluster's nodes by name, every node of the model among them
     * @param pods all pods of the cluster
     */
    static List<Point> look(
            Fleet fleet, Map<String, io.fabric8.kubernetes.api.model.Node> live, List<Pod> pods) {
        Map<String, Taken> taken = taken(fleet, pods);
        List<Node> now =
                fleet.cluster().nodes().stream()
                        .map(node ->
                                free(
                                        node,
                                        Objects.requireNonNull(live.get(node.name())),
                                        taken.getOrDefault(node.name(), Taken.NOTHING)))
                        .toList();
        List<String> unfit = FleetChecks.room(with(fleet, now));
        if (unfit.isEmpty()) {
            return List.of(Point.ok(NAME, "all " + PlannedPod.of(fleet).size() + " pods fit now"));
        }
        return unfit.stream()
                .map(words ->
                        Point.no(
                                NAME,
                                "now, beside what runs there: " + words,
                                "see who takes it: kubectl describe nodes"))
                .toList();
    }

    private record Taken(Amount amount, int pods) {
        static final Taken NOTHING = new Taken(Amount.ZERO, 0);

        Taken and(Amount more) {
            return new Taken(amount.plus(more), pods + 1);
        }
    }

    private static Map<String, Taken> taken(Fleet fleet, List<Pod> pods) {
        Set<String> ours = new HashSet<>();
        fleet.larrys().stream().map(Larry::namespace).forEach(ours::add);
        ours.add(fleet.system().namespace());
        fleet.redis().own().ifPresent(_ -> ours.add(fleet.redis().namespace()));
        Map<String, Taken> taken = new HashMap<>();
        for (Pod pod : pods) {
            String node = pod.getSpec().getNodeName();
            boolean own =
                    ours.contains(pod.getMetadata().getNamespace())
                            && "larry".equals(pod.getMetadata().getLabels().get(Labels.PART_OF));
            boolean ended = pod.getStatus() != null && ENDED.contains(pod.getStatus().getPhase());
            if (node != null && !own && !ended) {
                taken.merge(
                        node,
                        Taken.NOTHING.and(PodRequests.of(pod)),
                        (before, one) -> before.and(one.amount()));
            }
        }
        return taken;
    }

    private static Node free(Node node, io.fabric8.kubernetes.api.model.Node live, Taken taken) {
        Amount all = PodRequests.allocatable(live);
        int pods = Math.min(node.maxPods(), PodRequests.pods(live) - taken.pods());
        Amount free =
                pods < 1
                        ? Amount.ZERO // a node that takes no further pod has no room at all
                        : new Amount(
                                new MilliCpu(
                                        Math.max(
                                                0,
                                                all.cpu().value() - taken.amount().cpu().value())),
                                new Bytes(
                                        Math.max(
                                                0,
                                                all.memory().value()
                                                        - taken.amount().memory().value())));
        return new Node(
                node.name(),
                node.address(),
                node.role(),
                free,
                Amount.ZERO,
                Math.max(1, pods),
                node.labels(),
                node.taints());
    }

    private static Fleet with(Fleet fleet, List<Node> nodes) {
        Cluster cluster = fleet.cluster();
        return new Fleet(
                fleet.environment(),
                new Cluster(
                        cluster.name(),
                        cluster.kubernetes(),
                        cluster.domain(),
                        cluster.apiServer(),
                        0,
                        List.of(),
                        new ArrayList<>(nodes)),
                fleet.redis(),
                fleet.storage(),
                fleet.monitoring(),
                fleet.argo(),
                fleet.images(),
                fleet.llm(),
                fleet.security(),
                fleet.secrets(),
                fleet.budget(),
                fleet.declared(),
                fleet.run(),
                fleet.system(),
                fleet.plan(),
                fleet.larrys());
    }
}
