package dev.larry.cli;

import dev.larry.check.fit.Fit;
import dev.larry.load.Environment;
import dev.larry.model.Amount;
import dev.larry.model.Fleet;
import dev.larry.model.Node;
import dev.larry.model.PlannedPod;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where all pods of an environment find room: what each node has, what is taken, and by whom. */
final class Placement {
    private Placement() {}

    static String of(Environment environment) {
        Fleet fleet = environment.fleet().orElseThrow();
        if (!fleet.cluster().nodes().isEmpty()
                && Fit.of(fleet).getFirst() instanceof Fit.Placed placed) {
            Map<Node, List<PlannedPod>> byNode = new LinkedHashMap<>();
            fleet.cluster().nodes().forEach(node -> byNode.put(node, new ArrayList<>()));
            placed.places()
                    .forEach(place ->
                            byNode.computeIfAbsent(place.node(), _ -> new ArrayList<>())
                                    .add(place.pod()));
            return byNode.entrySet().stream()
                    .map(entry -> line(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining("\n", environment.name() + ": all pods fit\n", ""));
        }
        return environment.name() + ": no placement";
    }

    private static String line(Node node, List<PlannedPod> pods) {
        Amount taken =
                pods.stream()
                        .map(pod -> pod.resources().requests())
                        .reduce(Amount.ZERO, Amount::plus);
        String names =
                pods.stream()
                        .map(pod -> pod.namespace() + "/" + pod.name())
                        .collect(Collectors.joining(", "));
        return "  "
                + node.name()
                + ": taken cpu "
                + taken.cpu()
                + " of "
                + node.allocatable().cpu()
                + ", memory "
                + taken.memory()
                + " of "
                + node.allocatable().memory()
                + (names.isEmpty() ? "" : ": " + names);
    }
}
