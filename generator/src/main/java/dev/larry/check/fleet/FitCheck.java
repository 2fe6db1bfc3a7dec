package dev.larry.check.fleet;

import dev.larry.check.fit.Fit;
import dev.larry.check.rule.FleetCheck;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.PlannedPod;
import dev.larry.model.Source;
import dev.larry.model.Storage;
import dev.larry.model.Totals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whether every pod finds a node, with all nodes and, where asked, with any one lost. */
final class FitCheck implements FleetCheck {
    private static final int SHOWN = 12;
    private static final String SCHEDULER =
            "Kubernetes documentation, \"Resource Management for Pods and Containers\","
                    + " \"Assigning Pods to Nodes\", \"Taints and Tolerations\"";

    static final Rule IMPOSSIBLE =
            Rule.error(
                    "fit/impossible",
                    "All pods find room on the declared nodes at the same time.",
                    "No placement exists: some pod stays Pending whatever the scheduler does.",
                    "allow one of them more nodes, lower its requests, or add a node",
                    SCHEDULER);
    static final Rule UNDECIDED =
            Rule.warning(
                    "fit/undecided",
                    "A placement of all pods is found, or proved impossible, within the bound.",
                    "The nodes are so full that neither was found: the scheduler, which does not"
                            + " search, will hardly do better.",
                    "leave more room on these nodes",
                    SCHEDULER);
    static final Rule SURVIVES =
            Rule.error(
                    "fit/survives",
                    "With survives: 1 all pods still find room when any one node is lost, or any"
                            + " one of the roles in lossOf.",
                    "The fleet was declared to outlive a node, but these pods would wait for it to"
                            + " come back.",
                    "allow them other nodes, leave room there, or name in lossOf the roles that"
                            + " must outlive a loss",
                    SCHEDULER);

    static final List<Rule> RULES = List.of(IMPOSSIBLE, UNDECIDED, SURVIVES);

    @Override
    public void check(Fleet fleet, Places places, Consumer<Finding> findings) {
        if (fleet.cluster().nodes().isEmpty()) {
            return;
        }
        for (Fit fit : Fit.of(fleet)) {
            switch (fit) {
                case Fit.Placed _ -> {}
                case Fit.Impossible impossible -> {
                    if (!summedUp(fleet, impossible)) {
                        findings.accept(
                                IMPOSSIBLE.at(
                                        place(fleet, impossible.leftOut(), places),
                                        said(fleet, impossible),
                                        ""));
                    }
                }
                case Fit.Undecided undecided ->
                        findings.accept(
                                UNDECIDED.at(
                                        places.of("cluster.nodes"),
                                        "neither a placement nor a proof for "
                                                + undecided.pods().size()
                                                + " pods: "
                                                + names(undecided.pods()),
                                        ""));
            }
        }
        if (!fleet.cluster().losable().isEmpty()) {
            for (Fit.Loss loss : Fit.losses(fleet)) {
                findings.accept(
                        SURVIVES.at(
                                places.of("cluster.survives"),
                                "without "
                                        + loss.node().name()
                                        + " ("
                                        + loss.node().role().name().toLowerCase(Locale.ROOT)
                                        + "): "
                                        + switch (loss.fit()) {
                                            case Fit.Impossible impossible ->
                                                    said(fleet, impossible);
                                            case Fit.Undecided undecided ->
                                                    "undecided for " + names(undecided.pods());
                                            case Fit.Placed _ -> "";
                                        },
                                ""));
            }
        }
    }

    /** What does not fit, whatever other checks say of it. */
    static List<String> words(Fleet fleet) {
        List<String> words = new ArrayList<>();
        for (Fit fit : Fit.of(fleet)) {
            switch (fit) {
                case Fit.Placed _ -> {}
                case Fit.Impossible impossible -> words.add(said(fleet, impossible));
                case Fit.Undecided undecided ->
                        words.add("undecided for " + names(undecided.pods()));
            }
        }
        return words;
    }

    private static String said(Fleet fleet, Fit.Impossible fit) {
        if (fit.shares().isEmpty() && fit.pods().size() == 1) {
            PlannedPod pod = fit.pods().getFirst();
            return Arithmetic.name(pod)
                    + (pod.nodes().isEmpty()
                            ? " may run on no node: it is pinned to none and tolerates no taint"
                            : " may run on no other node");
        }
        String all =
                fit.pods().size()
                        + (fit.pods().size() == 1
                                ? " pod cannot be placed: "
                                : " pods cannot all be placed")
                        + (fit.pods().size() == 1
                                ? ""
                                : fit.irreducible() ? " (drop any one and the rest fit): " : ": ")
                        + names(fit.pods());
        if (shareAVolume(fleet, fit)) {
            all += ", which share a ReadWriteOnce volume and so a node";
        }
        String shares =
                fit.shares().stream()
                        .limit(SHOWN)
                        .map(FitCheck::share)
                        .collect(Collectors.joining("; "));
        int more = fit.shares().size() - SHOWN;
        return shares.isEmpty()
                ? all
                : all
                        + "; with "
                        + (fit.pods().size() == 1
                                ? "it"
                                : Arithmetic.name(fit.leftOut()) + " left out and asking for")
                        + " "
                        + Arithmetic.shown(fit.leftOut().resources().requests())
                        + " on "
                        + shares
                        + (more > 0 ? "; and " + more + " more nodes" : "");
    }

    private static String share(Fit.Share share) {
        boolean pods = share.podsOver() > 0;
        return share.node().name()
                + ": allocatable "
                + Arithmetic.shown(share.node().allocatable())
                + (pods ? ", pods " + share.node().maxPods() : "")
                + ", taken "
                + Arithmetic.shown(share.taken())
                + (pods ? ", pods " + share.pods() : "")
                + ", short by "
                + Arithmetic.shown(share.shortBy())
                + (pods ? ", pods " + share.podsOver() : "");
    }

    private static boolean shareAVolume(Fleet fleet, Fit.Impossible fit) {
        Set<String> namespaces = new HashSet<>();
        fit.pods().forEach(pod -> namespaces.add(pod.namespace()));
        return fleet.storage().accessMode() == Storage.AccessMode.READ_WRITE_ONCE
                && fit.pods().size() > 1
                && namespaces.size() < fit.pods().size();
    }

    private static String names(List<PlannedPod> pods) {
        int more = pods.size() - SHOWN;
        return pods.stream()
                        .limit(SHOWN)
                        .map(pod ->
                                Arithmetic.name(pod)
                                        + " ("
                                        + Arithmetic.shown(pod.resources().requests())
                                        + ")")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static Source place(Fleet fleet, PlannedPod pod, Places places) {
        return places.of(
                switch (pod.role()) {
                    case META -> "system.meta";
                    case OBSERVER -> "system.observer";
                    case REDIS -> "redis.own";
                    case COORDINATOR -> larry(fleet, pod) + ".coordinator";
                    case WORKER -> larry(fleet, pod) + ".workers[" + pod.name() + "]";
                });
    }

    private static String larry(Fleet fleet, PlannedPod pod) {
        return fleet.larrys().stream()
                .filter(larry -> larry.namespace().equals(pod.namespace()))
                .map(Larry::name)
                .findFirst()
                .map(Paths::larry)
                .orElse("larrys");
    }

    /** Whether these pods are pinned to one node whose sum is a finding of its own. */
    private static boolean summedUp(Fleet fleet, Fit.Impossible fit) {
        return Totals.of(fleet).nodes().stream()
                .anyMatch(
                        load -> !load.fits() && new HashSet<>(load.pods()).containsAll(fit.pods()));
    }
}
