package dev.larry.cli.cluster;

import dev.larry.cli.cluster.Point.Verdict;
import dev.larry.model.Fleet;
import dev.larry.model.Node;

import io.fabric8.kubernetes.api.model.NodeCondition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether the nodes of the model are in the cluster and take pods. Source: Kubernetes
 * documentation, "Node Status" and "Taints and Tolerations".
 */
final class LiveNodes {
    static final String NAME = "nodes";

    /** Kubernetes sets these with what the node's conditions and {@code unschedulable} say. */
    private static final String OWN = "node.kubernetes.io/";

    private static final String HOSTNAME = "kubernetes.io/hostname";

    private LiveNodes() {}

    /**
     * Looks at each.
     *
     * @param live the cluster's nodes by name
     */
    static List<Point> look(Fleet fleet, Map<String, io.fabric8.kubernetes.api.model.Node> live) {
        List<Point> points = new ArrayList<>();
        for (Node node : fleet.cluster().nodes()) {
            io.fabric8.kubernetes.api.model.Node found = live.get(node.name());
            if (found == null) {
                points.add(
                        Point.no(
                                NAME,
                                node.name() + " is not in the cluster",
                                "join it, or correct cluster.nodes"));
            } else {
                points.addAll(look(node, found));
            }
        }
        if (points.stream().noneMatch(point -> point.verdict() == Verdict.NO)) {
            points.addFirst(
                    Point.ok(
                            NAME,
                            "those of the model are there, Ready and schedulable: "
                                    + fleet.cluster().nodes().size()));
        }
        return points;
    }

    private static List<Point> look(Node node, io.fabric8.kubernetes.api.model.Node found) {
        List<Point> points = new ArrayList<>();
        String name = node.name();
        String labelled = found.getMetadata().getLabels().get(HOSTNAME);
        if (!name.equals(labelled)) {
            points.add(
                    Point.no(
                            NAME,
                            name
                                    + " has the label "
                                    + HOSTNAME
                                    + "="
                                    + labelled
                                    + ", by which its pods are pinned",
                            "use that name in cluster.nodes"));
        }
        NodeCondition ready =
                found.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .findFirst()
                        .orElse(new NodeCondition());
        if (!"True".equals(ready.getStatus())) {
            points.add(
                    Point.no(
                            NAME,
                            name
                                    + " is not Ready: "
                                    + (ready.getReason() == null
                                            ? "no kubelet reports for it"
                                            : ready.getReason() + ", " + ready.getMessage()),
                            "see: kubectl describe node " + name));
        }
        if (Boolean.TRUE.equals(found.getSpec().getUnschedulable())) {
            points.add(
                    Point.no(
                            NAME,
                            name + " is cordoned",
                            "when its work is over: kubectl uncordon " + name));
        }
        for (io.fabric8.kubernetes.api.model.Taint taint : found.getSpec().getTaints()) {
            if (!taint.getKey().startsWith(OWN) && !known(node, taint)) {
                String shown =
                        taint.getKey()
                                + (taint.getValue() == null ? "" : "=" + taint.getValue())
                                + ":"
                                + taint.getEffect();
                points.add(
                        "PreferNoSchedule".equals(taint.getEffect())
                                ? Point.note(
                                        NAME,
                                        name + " has the taint " + shown + ", not in the model",
                                        "")
                                : Point.no(
                                        NAME,
                                        name
                                                + " has the taint "
                                                + shown
                                                + ", which no pod of the fleet tolerates",
                                        "add it to the node's taints in cluster.nodes and render,"
                                                + " or remove it: kubectl taint node "
                                                + name
                                                + " "
                                                + taint.getKey()
                                                + "-"));
            }
        }
        return points;
    }

    private static boolean known(Node node, io.fabric8.kubernetes.api.model.Taint taint) {
        return node.taints().stream()
                .anyMatch(each ->
                        each.key().equals(taint.getKey())
                                && each.value()
                                        .equals(taint.getValue() == null ? "" : taint.getValue())
                                && each.effect().text().equals(taint.getEffect()));
    }
}
