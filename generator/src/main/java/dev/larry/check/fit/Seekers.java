package dev.larry.check.fit;

import dev.larry.model.Fleet;
import dev.larry.model.Node;
import dev.larry.model.PlannedPod;
import dev.larry.model.Storage;
import dev.larry.model.Taint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The pods of a fleet with the nodes that each may run on. Sources: Kubernetes documentation,
 * "Assigning Pods to Nodes", "Taints and Tolerations", "Persistent Volumes" (ReadWriteOnce).
 */
final class Seekers {
    private Seekers() {}

    static List<Seeker> of(Fleet fleet) {
        List<Node> nodes = fleet.cluster().nodes();
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            index.put(nodes.get(i).name(), i);
        }
        NodeSet untainted =
                NodeSet.of(
                        IntStream.range(0, nodes.size())
                                .filter(i ->
                                        nodes.get(i).taints().stream().noneMatch(Seekers::repels))
                                .toArray());
        boolean oneNode = fleet.storage().accessMode() == Storage.AccessMode.READ_WRITE_ONCE;
        Map<List<String>, NodeSet> sets = new HashMap<>();
        List<Seeker> seekers = new ArrayList<>();
        for (PlannedPod pod : PlannedPod.of(fleet)) {
            // Whoever is pinned tolerates the taints of the nodes it is pinned to.
            NodeSet open =
                    pod.nodes().isEmpty()
                            ? untainted
                            : sets.computeIfAbsent(pod.nodes(), names -> all(names, index));
            // Each Redis pod has a volume of its own; all others share their namespace's.
            boolean shares = oneNode && pod.role() != PlannedPod.Role.REDIS;
            seekers.add(new Seeker(pod, open, shares ? pod.namespace() : ""));
        }
        return seekers;
    }

    private static boolean repels(Taint taint) {
        return taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE;
    }

    private static NodeSet all(List<String> names, Map<String, Integer> index) {
        return NodeSet.of(
                names.stream()
                        .map(index::get)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .distinct()
                        .toArray());
    }

    /** What is to be placed: pods that share a volume on one node are one demand. */
    static List<Demand> demands(List<Seeker> seekers) {
        List<Demand> demands = new ArrayList<>();
        Map<String, List<Seeker>> byVolume = new LinkedHashMap<>();
        for (Seeker seeker : seekers) {
            if (seeker.volume().isEmpty()) {
                demands.add(new Demand(List.of(seeker.pod()), seeker.size(), seeker.nodes()));
            } else {
                byVolume.computeIfAbsent(seeker.volume(), _ -> new ArrayList<>()).add(seeker);
            }
        }
        byVolume.values().forEach(together -> demands.add(together(together)));
        return demands;
    }

    private static Demand together(List<Seeker> seekers) {
        Size size = Size.ZERO;
        NodeSet nodes = seekers.getFirst().nodes();
        for (Seeker seeker : seekers) {
            size = size.plus(seeker.size());
            nodes = nodes.and(seeker.nodes());
        }
        return new Demand(seekers.stream().map(Seeker::pod).toList(), size, nodes);
    }
}
