package dev.larry.render.texts;

import dev.larry.model.Access;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.NodeLoad;
import dev.larry.model.Plan;
import dev.larry.model.PlannedPod;
import dev.larry.model.Storage;
import dev.larry.model.TimeSpans;
import dev.larry.model.Timeline;
import dev.larry.model.Totals;
import dev.larry.model.Worker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Risks that can be read off the model, beside those that the environment file names. */
final class Risks {
    private static final int FULL = 80;
    private static final Set<String> READING = Set.of("get", "list", "watch");

    private final List<Plan.Risk> found = new ArrayList<>();

    private Risks() {}

    static List<Plan.Risk> of(Fleet fleet, Totals totals, Timeline.Schedule schedule) {
        Risks risks = new Risks();
        totals.nodes().forEach(risks::fullNode);
        fleet.larrys().forEach(risks::oneNode);
        schedule.phases().forEach(risks::tightPhase);
        for (Larry larry : fleet.larrys()) {
            larry.workers().forEach(worker -> risks.writes(larry, worker));
        }
        risks.redis(fleet);
        risks.volumes(fleet);
        return List.copyOf(risks.found);
    }

    private void fullNode(NodeLoad load) {
        if (!load.fits()) {
            add(
                    "node " + load.node().name() + " is too small",
                    "The pods pinned to it request more than it has for pods, so some stay"
                            + " Pending.",
                    "Lower the requests, move a pod to another node or enlarge the node before the"
                            + " run.");
        } else if (load.percent() >= FULL) {
            add(
                    "node " + load.node().name() + " is " + load.percent() + " % full",
                    "A new DaemonSet or a larger pod no longer fits, and a pod of the fleet stays"
                            + " Pending.",
                    "Keep other workloads off the node for the length of the run; the fleet's pods"
                            + " have their requests set aside.");
        }
    }

    private void oneNode(Larry larry) {
        Set<String> nodes = new TreeSet<>();
        for (Worker worker : larry.workers()) {
            if (worker.nodes().size() != 1) {
                return;
            }
            nodes.addAll(worker.nodes());
        }
        for (String node : nodes) {
            long tasks =
                    larry.workers().stream()
                            .filter(worker -> worker.nodes().contains(node))
                            .count();
            add(
                    "node " + node + " is lost",
                    larry.name()
                            + " loses "
                            + tasks
                            + " of its "
                            + larry.workers().size()
                            + " tasks, for these workers may run nowhere else.",
                    "Those tasks end dead with that reason, the phase arrives degraded, the other"
                            + " Larrys go on. Name a second node where the work allows it.");
        }
    }

    private void tightPhase(Timeline.Phase phase) {
        if (phase.margin().isNegative()) {
            add(
                    phase.larry() + " does not fit its window",
                    "Its critical path takes "
                            + TimeSpans.format(phase.expectedEnd())
                            + ", its window is "
                            + TimeSpans.format(phase.window())
                            + ".",
                    "Shorten or split a task on the critical path, or lengthen the window.");
        }
        if (phase.overrun().isPositive()) {
            add(
                    phase.larry() + " overruns on timeouts",
                    "If every task of a chain takes its whole timeout, the phase would take "
                            + TimeSpans.format(phase.stretched().length())
                            + ", "
                            + TimeSpans.format(phase.overrun())
                            + " more than its window.",
                    "The agent caps every timeout by what is left of the window: the last task of"
                            + " the chain is stopped, the phase arrives degraded.");
        }
    }

    private void writes(Larry larry, Worker worker) {
        Set<String> verbs = new TreeSet<>();
        for (Access access : worker.access()) {
            verbs.addAll(access.verbs());
        }
        verbs.removeAll(READING);
        if (!verbs.isEmpty()) {
            add(
                    larry.name() + "/" + worker.name() + " changes the cluster",
                    "Its program may " + String.join(", ", verbs) + " what its access lists.",
                    "Review its access below before each run; its events and result say what it"
                            + " did.");
        }
    }

    private void redis(Fleet fleet) {
        int nodes = fleet.cluster().nodes().size();
        if (fleet.redis().own().isPresent() && nodes < PlannedPod.REDIS_PODS) {
            add(
                    "Redis shares a node",
                    "Its "
                            + PlannedPod.REDIS_PODS
                            + " pods have "
                            + nodes
                            + (nodes == 1 ? " node" : " nodes")
                            + ": with that node goes the majority of the Sentinels, and nobody is"
                            + " promoted.",
                    "Good enough to try things out. Where a run must go on without a node, have at"
                            + " least "
                            + PlannedPod.REDIS_PODS
                            + " nodes.");
        }
        if (fleet.redis().acknowledgements() == 0) {
            add(
                    "Redis loses writes",
                    "No replica has to acknowledge a write, so a failover forgets the latest ones.",
                    "The task records outside Redis decide what is done: no task is committed"
                        + " twice; progress and events may be missing and are reported as a gap.");
        }
    }

    private void volumes(Fleet fleet) {
        if (fleet.storage().accessMode() != Storage.AccessMode.READ_WRITE_ONCE) {
            return;
        }
        for (Larry larry : fleet.larrys()) {
            Set<List<String>> places = new HashSet<>();
            places.add(larry.coordinator().nodes());
            larry.workers().forEach(worker -> places.add(worker.nodes()));
            boolean oneNode =
                    places.size() == 1 && places.iterator().next().size() == 1
                            || fleet.cluster().nodes().size() == 1;
            if (!oneNode) {
                add(
                        "the volume of " + larry.name() + " is held by one node",
                        "It is ReadWriteOnce, and the Larry's pods may run on several nodes: the"
                                + " second node cannot mount it.",
                        "Pin coordinator and workers to one node, or take a class with"
                                + " ReadWriteMany.");
            }
        }
    }

    private void add(String name, String risk, String mitigation) {
        found.add(new Plan.Risk(name, risk, mitigation));
    }
}
