package dev.larry.check.fleet;

import dev.larry.check.rule.FleetCheck;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Amount;
import dev.larry.model.Declared;
import dev.larry.model.Finding;
import dev.larry.model.Fleet;
import dev.larry.model.NodeLoad;
import dev.larry.model.PlannedPod;
import dev.larry.model.Resources;
import dev.larry.model.Totals;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Declared totals against exact sums, and what is pinned to a node against what it has. */
final class TotalsCheck implements FleetCheck {
    private static final int SHOWN = 8;

    static final Rule DECLARED =
            Rule.error(
                    "totals/declared",
                    "Declared totals are the exact sums over all pods of all Larrys.",
                    "Somebody planned capacity by the declared figure; a figure that no sum matches"
                            + " plans too much or too little.",
                    "declare the sum",
                    "Kubernetes documentation, \"Resource Management for Pods and Containers\"");
    static final Rule NODE =
            Rule.error(
                    "totals/node",
                    "What is pinned to a node requests at most what the node can give.",
                    "The scheduler leaves the pods that come last Pending, with no other node to"
                            + " go to.",
                    "move pods to other nodes or lower what they request",
                    "Kubernetes documentation, \"Reserve Compute Resources for System Daemons\""
                            + " (Node Allocatable)");

    static final List<Rule> RULES = List.of(DECLARED, NODE);

    @Override
    public void check(Fleet fleet, Places places, Consumer<Finding> findings) {
        Totals totals = Totals.of(fleet);
        fleet.declared().ifPresent(declared -> declared(declared, totals, places, findings));
        for (NodeLoad load : totals.nodes()) {
            if (!load.fits()) {
                findings.accept(node(load, places));
            }
        }
    }

    private static void declared(
            Declared declared, Totals totals, Places places, Consumer<Finding> findings) {
        compare("requests", declared.requests(), Resources::requests, totals, places, findings);
        compare("limits", declared.limits(), Resources::limits, totals, places, findings);
    }

    private static void compare(
            String which,
            Amount declared,
            Function<Resources, Amount> part,
            Totals totals,
            Places places,
            Consumer<Finding> findings) {
        compare(
                which + ".cpu",
                declared.cpu().toString(),
                resources -> part.apply(resources).cpu().toString(),
                totals,
                places,
                findings);
        compare(
                which + ".memory",
                declared.memory().toString(),
                resources -> part.apply(resources).memory().toString(),
                totals,
                places,
                findings);
    }

    private static void compare(
            String which,
            String declared,
            Function<Resources, String> part,
            Totals totals,
            Places places,
            Consumer<Finding> findings) {
        String sum = part.apply(totals.fleet());
        if (sum.equals(declared)) {
            return;
        }
        String parts =
                totals.larrys().stream()
                        .limit(SHOWN)
                        .map(larry -> larry.larry() + " " + part.apply(larry.sum()))
                        .collect(Collectors.joining(" + "));
        int more = totals.larrys().size() - SHOWN;
        findings.accept(
                DECLARED.at(
                        places.of("declared." + which),
                        parts
                                + (more > 0 ? " + " + more + " more Larrys" : "")
                                + " = "
                                + sum
                                + ", declared "
                                + declared,
                        sum,
                        "declare " + sum + " or change what the pods ask for"));
    }

    private static Finding node(NodeLoad load, Places places) {
        Amount there = load.node().allocatable();
        Amount asked = load.sum().requests();
        boolean cpu = asked.cpu().compareTo(there.cpu()) > 0;
        boolean memory = asked.memory().compareTo(there.memory()) > 0;
        String found =
                (cpu
                                ? Arithmetic.shortBy(
                                        "cpu",
                                        sum(
                                                load,
                                                pod -> pod.resources().requests().cpu().toString()),
                                        asked.cpu(),
                                        there.cpu())
                                : "")
                        + (cpu && memory ? "; " : "")
                        + (memory
                                ? Arithmetic.shortBy(
                                        "memory",
                                        sum(
                                                load,
                                                pod ->
                                                        pod.resources()
                                                                .requests()
                                                                .memory()
                                                                .toString()),
                                        asked.memory(),
                                        there.memory())
                                : "");
        return NODE.at(
                places.of("cluster.nodes[" + load.node().name() + "]"),
                found,
                Arithmetic.shown(there) + " (capacity less what is reserved)");
    }

    private static String sum(NodeLoad load, Function<PlannedPod, String> part) {
        int more = load.pods().size() - SHOWN;
        return load.pods().stream()
                        .limit(SHOWN)
                        .map(pod -> Arithmetic.name(pod) + " " + part.apply(pod))
                        .collect(Collectors.joining(" + "))
                + (more > 0 ? " + " + more + " more pods" : "");
    }
}
