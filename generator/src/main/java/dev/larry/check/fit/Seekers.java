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
import java.util.TreeSet;

/**
 * The pods of a fleet with the nodes that each may run on. Sources: Kubernetes documentation,
 * "Assigning Pods to Nodes", "Taints and Tolerations", "Persistent Volumes" (ReadWriteOnce).
 */
final class Seekers {
    private Seekers() {}

    static List<Seeker> of(Fleet fleet) {
        List<Node> nodes = fleet.cluster().nodes();
        Map<String, Integer> index = new HashMap<>();
        List<Integer> untainted = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            index.put(nodes.get(i).name(), i);
            if (nodes.get(i).taints().stream().noneMatch(Seekers::repels)) {
                untainted.add(i);
            }
        }
        boolean oneNode = fleet.storage().accessMode() == Storage.AccessMode.READ_WRITE_ONCE;
        Map<List<String>, List<Integer>> sets = new HashMap<>();
        List<Seeker> seekers = new ArrayList<>();
        for (PlannedPod pod : PlannedPod.of(fleet)) {
            // Whoever is pinned tolerates the taints of the nodes it is pinned to.
            List<Integer> open =
                    sets.computeIfAbsent(
                            pod.nodes(), names -> names.isEmpty() ? untainted : all(names, index));
            // Each Redis pod has a volume of its own; all others share their namespace's.
            boolean shares = oneNode && pod.role() != PlannedPod.Role.REDIS;
            seekers.add(new Seeker(pod, open, shares ? pod.namespace() : ""));
        }
        return seekers;
    }

    private static boolean repels(Taint taint) {
        return taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE;
    }

    private static List<Integer> all(List<String> names, Map<String, Integer> index) {
        TreeSet<Integer> found = new TreeSet<>();
        names.forEach(name -> {
            Integer node = index.get(name);
            if (node != null) {
                found.add(node);
            }
        });
        return List.copyOf(found);
    }

    /** What is to be placed: pods that share a volume on one node are one demand. */
    static List<Demand> demands(List<Seeker> seekers) {
        List<Demand> demands = new ArrayList<>();
        Map<String, List<Seeker>> byVolume = new LinkedHashMap<>();
        for (Seeker seeker : seekers) {
            if (seeker.volume().isEmpty()) {
                demands.add(
                        new Demand(
                                List.of(seeker.pod()),
                                seeker.cpu(),
                                seeker.memory(),
                                seeker.nodes()));
            } else {
                byVolume.computeIfAbsent(seeker.volume(), _ -> new ArrayList<>()).add(seeker);
            }
        }
        byVolume.values().forEach(together -> demands.add(together(together)));
        return demands;
    }

    private static Demand together(List<Seeker> seekers) {
        long cpu = 0;
        long memory = 0;
        List<Integer> nodes = new ArrayList<>(seekers.getFirst().nodes());
        for (Seeker seeker : seekers) {
            cpu = Math.addExact(cpu, seeker.cpu());
            memory = Math.addExact(memory, seeker.memory());
            nodes.retainAll(seeker.nodes());
        }
        return new Demand(seekers.stream().map(Seeker::pod).toList(), cpu, memory, nodes);
    }
}
