package dev.larry.check.manifests.workload;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Where pods run, and what that means for their updates, volumes and neighbours. */
final class PlacementRules {
    static final Rule RECREATE =
            Rule.warning(
                    "reliability/recreate",
                    "A Deployment whose pod has one place only replaces it, and does not roll.",
                    "The new pod waits for the room, or the volume, that the old one holds until"
                            + " the new one is ready: the update hangs.",
                    "set strategy.type: Recreate",
                    "Kubernetes documentation, Deployments, Recreate Deployment");
    static final Rule SHARED_CLAIM =
            Rule.error(
                    "reliability/shared-claim",
                    "A ReadWriteOnce claim is mounted on one node.",
                    "The second pod stays in ContainerCreating: the volume is attached elsewhere.",
                    "use ReadWriteMany, or a claim for each pod",
                    "Kubernetes documentation, Persistent Volumes, Access Modes");
    static final Rule SPREAD =
            Rule.warning(
                    "reliability/spread",
                    "Replicas of a workload keep apart.",
                    "One node's loss can take all of them.",
                    "add a podAntiAffinity or a topologySpreadConstraint",
                    "Kubernetes documentation, Pod Topology Spread Constraints");
    static final Rule NODE_NAME =
            Rule.warning(
                    "reliability/node-name",
                    "A pod is pinned by affinity or nodeSelector, not by nodeName.",
                    "nodeName passes the scheduler by: taints, room and the node's absence are not"
                            + " looked at.",
                    "use a nodeSelector on kubernetes.io/hostname",
                    "Kubernetes documentation, Assigning Pods to Nodes, nodeName");

    static final List<Rule> ALL = List.of(RECREATE, SHARED_CLAIM, SPREAD, NODE_NAME);

    private PlacementRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Pod pod : tree.pods()) {
            Manifest owner = pod.owner();
            Field name = pod.spec().get("nodeName");
            if (!name.isEmpty()) {
                findings.accept(
                        owner.finding(
                                NODE_NAME, name, "nodeName " + name.text(), "a nodeSelector"));
            }
            if (owner.is("apps", "Deployment")) {
                recreate(tree, pod, findings);
            }
            if (owner.is("apps", "Deployment") || owner.is("apps", "StatefulSet")) {
                spread(pod, findings);
            }
        }
        for (Manifest claim : tree.of("", "PersistentVolumeClaim")) {
            if (!claim.spec().get("accessModes").list().isEmpty() && Pinning.isOnOneNode(claim)) {
                sharedClaim(tree, claim, findings);
            }
        }
    }

    private static void recreate(ManifestSet tree, Pod pod, Consumer<Finding> findings) {
        Manifest deployment = pod.owner();
        Field strategy = deployment.spec().get("strategy");
        boolean rolls =
                !strategy.get("type").is("Recreate")
                        && !strategy.at("rollingUpdate.maxSurge").is("0");
        if (!rolls || deployment.spec().get("replicas").numberOr(1) > 1) {
            return;
        }
        Optional<String> held =
                Pinning.host(pod)
                        .map(host -> "its one pod is pinned to [" + host + "] and rolls")
                        .or(() ->
                                claims(tree, pod).stream()
                                        .filter(Pinning::isOnOneNode)
                                        .findFirst()
                                        .map(claim ->
                                                "its pod mounts "
                                                        + claim.name()
                                                        + ", "
                                                        + claim.spec().get("accessModes").list()
                                                        + ", and rolls"));
        held.ifPresent(found ->
                findings.accept(
                        deployment.finding(
                                RECREATE,
                                strategy.exists() ? strategy : deployment.spec(),
                                found,
                                "strategy.type: Recreate")));
    }

    private static List<Manifest> claims(ManifestSet tree, Pod pod) {
        return pod.spec().get("volumes").items().stream()
                .map(each -> each.at("persistentVolumeClaim.claimName").text())
                .flatMap(each ->
                        tree.find("", "PersistentVolumeClaim", pod.namespace(), each).stream())
                .toList();
    }

    private static void spread(Pod pod, Consumer<Finding> findings) {
        Field replicas = pod.owner().spec().get("replicas");
        boolean apart =
                pod.spec().at("affinity.podAntiAffinity").exists()
                        || !pod.spec().get("topologySpreadConstraints").isEmpty();
        if (replicas.numberOr(1) > 1 && !apart) {
            findings.accept(
                    pod.owner()
                            .finding(
                                    SPREAD,
                                    replicas,
                                    replicas.numberOr(1) + " replicas that may share a node",
                                    "an anti-affinity or a spread constraint"));
        }
    }

    private static void sharedClaim(ManifestSet tree, Manifest claim, Consumer<Finding> findings) {
        Field modes = claim.spec().get("accessModes");
        Set<String> nodes = new TreeSet<>();
        for (Pod pod : tree.pods(claim.namespace())) {
            if (!mounts(pod, claim)) {
                continue;
            }
            Optional<String> host = Pinning.host(pod);
            host.ifPresent(nodes::add);
            long replicas =
                    pod.owner().kind().equals("Deployment")
                            ? pod.owner().spec().get("replicas").numberOr(1)
                            : 1;
            if (replicas > 1 && host.isEmpty()) {
                findings.accept(
                        claim.finding(
                                SHARED_CLAIM,
                                modes,
                                modes.list()
                                        + " and mounted by "
                                        + replicas
                                        + " replicas of "
                                        + pod.owner().id(),
                                "ReadWriteMany"));
            }
        }
        if (nodes.size() > 1) {
            findings.accept(
                    claim.finding(
                            SHARED_CLAIM,
                            modes,
                            modes.list() + " and mounted by pods on " + nodes,
                            "ReadWriteMany"));
        }
    }

    private static boolean mounts(Pod pod, Manifest claim) {
        return pod.spec().get("volumes").items().stream()
                .anyMatch(each -> each.at("persistentVolumeClaim.claimName").is(claim.name()));
    }
}
