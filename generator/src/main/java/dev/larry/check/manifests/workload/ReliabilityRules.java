package dev.larry.check.manifests.workload;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.Selector;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;
import dev.larry.model.Finding;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What is valid, and yet will not run well. */
public final class ReliabilityRules {
    private static final String PROBES =
            "Kubernetes documentation, Liveness, Readiness, and Startup Probes";
    private static final String DRAIN =
            "Kubernetes documentation, Specifying a Disruption Budget for your Application";

    static final Rule PROBE_ON_JOB =
            Rule.error(
                    "reliability/probe-on-job",
                    "Probes are for servers, not for the pods of a Job.",
                    "A busy worker that does not answer in time is killed in the middle of its"
                            + " work.",
                    "remove the probe; activeDeadlineSeconds ends what hangs",
                    PROBES);
    static final Rule READINESS =
            Rule.warning(
                    "reliability/no-readiness-probe",
                    "A server behind a Service has a readiness probe.",
                    "It gets requests before it can answer them, and after.",
                    "add a readinessProbe",
                    PROBES);
    static final Rule IDENTICAL =
            Rule.warning(
                    "reliability/identical-probes",
                    "Liveness and readiness ask different questions, or liveness waits longer.",
                    "A server that is only busy is killed where it should be left alone.",
                    "ask liveness for less, or give it a higher failureThreshold",
                    PROBES);
    static final Rule RECREATE =
            Rule.warning(
                    "reliability/recreate",
                    "A Deployment whose pod has one place only replaces it, and does not roll.",
                    "The new pod waits for the room, or the volume, that the old one holds until"
                            + " the new one is ready: the update hangs.",
                    "set strategy.type: Recreate",
                    "Kubernetes documentation, Deployments, Recreate Deployment");
    static final Rule DRAINS =
            Rule.error(
                    "reliability/budget-blocks-drain",
                    "A PodDisruptionBudget lets at least one pod go.",
                    "kubectl drain waits for ever; nodes are not updated.",
                    "set maxUnavailable: 1, or raise the replicas",
                    DRAIN);
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
            Rule.error(
                    "reliability/node-name",
                    "A pod is pinned by affinity or nodeSelector, not by nodeName.",
                    "nodeName passes the scheduler by: taints, room and the node's absence are not"
                            + " looked at.",
                    "use a nodeSelector on kubernetes.io/hostname",
                    "Kubernetes documentation, Assigning Pods to Nodes, nodeName");
    static final Rule RESOURCES =
            Rule.warning(
                    "reliability/resources",
                    "A container asks for CPU and memory, and has a memory limit.",
                    "What asks for nothing is placed anywhere and evicted first; what has no limit"
                            + " takes its neighbours with it.",
                    "set resources.requests and resources.limits.memory",
                    "Kubernetes documentation, Resource Management for Pods and Containers");
    static final Rule RETRIES =
            Rule.warning(
                    "reliability/backoff-limit",
                    "A Job that is retried is retried a bounded number of times.",
                    "Each retry costs what the first did.",
                    "set backoffLimit to 10 or less",
                    "Kubernetes documentation, Jobs, Pod backoff failure policy");
    static final Rule DEADLINE =
            Rule.warning(
                    "reliability/job-deadline",
                    "A Job has a deadline.",
                    "One that hangs runs, and holds its resources, until somebody looks.",
                    "set activeDeadlineSeconds",
                    "Kubernetes documentation, Jobs, Job termination and cleanup");

    public static final List<Rule> ALL =
            List.of(
                    PROBE_ON_JOB,
                    READINESS,
                    IDENTICAL,
                    RECREATE,
                    DRAINS,
                    SHARED_CLAIM,
                    SPREAD,
                    NODE_NAME,
                    RESOURCES,
                    RETRIES,
                    DEADLINE);

    public static final List<TreeCheck<ManifestSet>> CHECKS = List.of(ReliabilityRules::check);

    private static final String HOSTNAME = "kubernetes.io/hostname";

    private ReliabilityRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Pod pod : tree.pods()) {
            probes(tree, pod, findings);
            resources(tree, pod, findings);
            Field nodeName = pod.spec().get("nodeName");
            if (!nodeName.isEmpty()) {
                findings.accept(
                        pod.owner()
                                .finding(
                                        NODE_NAME,
                                        nodeName,
                                        "nodeName " + nodeName.text(),
                                        "a nodeSelector"));
            }
            if (pod.owner().is("apps", "Deployment")) {
                deployment(tree, pod, findings);
            }
            if (pod.owner().is("apps", "Deployment") || pod.owner().is("apps", "StatefulSet")) {
                spread(pod, findings);
            }
        }
        for (Manifest job : tree.of("batch", "Job")) {
            job(tree, job, job.spec(), findings);
        }
        for (Manifest job : tree.of("batch", "CronJob")) {
            job(tree, job, job.spec().at("jobTemplate.spec"), findings);
        }
        tree.of("policy", "PodDisruptionBudget").forEach(each -> budget(tree, each, findings));
        for (Manifest claim : tree.of("", "PersistentVolumeClaim")) {
            sharedClaim(tree, claim, findings);
        }
    }

    private static void probes(ManifestSet tree, Pod pod, Consumer<Finding> findings) {
        boolean server =
                tree.of("", "Service", pod.namespace()).stream()
                        .map(each -> each.spec().get("selector"))
                        .anyMatch(
                                each -> !each.isEmpty() && Selector.matchesAll(each, pod.labels()));
        boolean anyReadiness =
                pod.containers().stream()
                        .anyMatch(each -> each.field().get("readinessProbe").exists());
        for (Container container : pod.containers()) {
            Field field = container.field();
            if (pod.owner().group().equals("batch") && !container.isSidecar()) {
                for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
                    if (field.get(probe).exists()) {
                        findings.accept(
                                pod.owner()
                                        .finding(
                                                PROBE_ON_JOB,
                                                field.get(probe),
                                                probe + " in a Job",
                                                "none"));
                    }
                }
            } else if (container.role() == Container.Role.MAIN) {
                Field live = field.get("livenessProbe");
                Field ready = field.get("readinessProbe");
                if (live.isMapping()
                        && ready.isMapping()
                        && same(live, ready)
                        && field.get("startupProbe").isAbsent()) {
                    findings.accept(
                            pod.owner()
                                    .finding(
                                            IDENTICAL,
                                            live,
                                            "container "
                                                    + container.name()
                                                    + ": liveness and readiness are the same",
                                            "a liveness that waits longer"));
                } else if (live.isMapping() && ready.isMapping() && same(live, ready)) {
                    findings.accept(
                            pod.owner()
                                    .finding(
                                            IDENTICAL,
                                            live,
                                            "container "
                                                    + container.name()
                                                    + ": liveness and readiness are the same",
                                            "a liveness that waits longer"));
                }
            }
        }
        if (server && !anyReadiness && !pod.owner().group().equals("batch")) {
            findings.accept(
                    pod.owner()
                            .finding(
                                    READINESS,
                                    pod.spec().get("containers"),
                                    "is behind a Service and has no readinessProbe",
                                    "a readinessProbe"));
        }
    }

    private static boolean same(Field live, Field ready) {
        for (String way : List.of("httpGet", "tcpSocket", "grpc", "exec")) {
            if (!flat(live.get(way)).equals(flat(ready.get(way)))) {
                return false;
            }
        }
        return live.get("failureThreshold").numberOr(3) * live.get("periodSeconds").numberOr(10)
                <= ready.get("failureThreshold").numberOr(3)
                        * ready.get("periodSeconds").numberOr(10);
    }

    private static String flat(Field field) {
        return field.texts() + "" + field.get("command").list() + field.exists();
    }

    private static void resources(ManifestSet tree, Pod pod, Consumer<Finding> findings) {
        boolean defaults = !tree.of("", "LimitRange", pod.namespace()).isEmpty();
        if (defaults || pod.spec().get("resources").exists()) {
            return;
        }
        for (Container container : pod.containers()) {
            Field resources = container.field().get("resources");
            Set<String> missing = new TreeSet<>();
            for (String name : List.of("cpu", "memory")) {
                if (resources.get("requests").get(name).isAbsent()
                        && resources.get("limits").get(name).isAbsent()) {
                    missing.add("requests." + name);
                }
            }
            if (resources.get("limits").get("memory").isAbsent()) {
                missing.add("limits.memory");
            }
            if (!missing.isEmpty() && container.isLongRunning()) {
                findings.accept(
                        pod.owner()
                                .finding(
                                        RESOURCES,
                                        resources.exists() ? resources : container.field(),
                                        "container "
                                                + container.name()
                                                + " has no "
                                                + String.join(", ", missing),
                                        "requests and a memory limit"));
            }
        }
    }

    private static void deployment(ManifestSet tree, Pod pod, Consumer<Finding> findings) {
        Manifest deployment = pod.owner();
        Field strategy = deployment.spec().get("strategy");
        boolean rolls =
                !strategy.get("type").is("Recreate")
                        && !strategy.at("rollingUpdate.maxSurge").is("0");
        if (!rolls || deployment.spec().get("replicas").numberOr(1) > 1) {
            return;
        }
        boolean pinned = hosts(pod).filter(each -> each.size() == 1).isPresent();
        Optional<Manifest> single =
                claims(tree, pod).stream()
                        .filter(each ->
                                each.spec().get("accessModes").list().stream()
                                        .allMatch(mode -> mode.startsWith("ReadWriteOnce")))
                        .findFirst();
        if (pinned || single.isPresent()) {
            findings.accept(
                    deployment.finding(
                            RECREATE,
                            strategy.exists() ? strategy : deployment.spec(),
                            pinned
                                    ? "its one pod is pinned to "
                                            + hosts(pod).orElse(Set.of())
                                            + " and rolls"
                                    : "its pod mounts "
                                            + single.get().name()
                                            + ", "
                                            + single.get().spec().get("accessModes").list()
                                            + ", and rolls",
                            "strategy.type: Recreate"));
        }
    }

    private static List<Manifest> claims(ManifestSet tree, Pod pod) {
        return pod.spec().get("volumes").items().stream()
                .map(each -> each.at("persistentVolumeClaim.claimName").text())
                .flatMap(each ->
                        tree.find("", "PersistentVolumeClaim", pod.namespace(), each).stream())
                .toList();
    }

    /** The nodes a pod is pinned to, nothing where it is not. */
    private static Optional<Set<String>> hosts(Pod pod) {
        Field selected = pod.spec().get("nodeSelector").get(HOSTNAME);
        if (!selected.isEmpty()) {
            return Optional.of(Set.of(selected.text()));
        }
        List<Field> terms =
                pod.spec()
                        .at(
                                "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms")
                        .items();
        Set<String> hosts = new HashSet<>();
        for (Field term : terms) {
            Optional<Field> host =
                    term.get("matchExpressions").items().stream()
                            .filter(each ->
                                    each.get("key").is(HOSTNAME) && each.get("operator").is("In"))
                            .findFirst();
            if (host.isEmpty()) {
                return Optional.empty();
            }
            hosts.addAll(host.get().get("values").list());
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(hosts);
    }

    private static void spread(Pod pod, Consumer<Finding> findings) {
        long replicas = pod.owner().spec().get("replicas").numberOr(1);
        Field spec = pod.spec();
        boolean apart =
                spec.at("affinity.podAntiAffinity").exists()
                        || !spec.get("topologySpreadConstraints").isEmpty();
        if (replicas > 1 && !apart) {
            findings.accept(
                    pod.owner()
                            .finding(
                                    SPREAD,
                                    pod.owner().spec().get("replicas"),
                                    replicas + " replicas that may share a node",
                                    "an anti-affinity or a spread constraint"));
        }
    }

    private static void job(
            ManifestSet tree, Manifest job, Field spec, Consumer<Finding> findings) {
        Field limit = spec.get("backoffLimit");
        if (limit.numberOr(6) > 10) {
            findings.accept(
                    job.finding(RETRIES, limit, "backoffLimit " + limit.text(), "10 at most"));
        } else if (limit.isAbsent() && tree.isWhole()) {
            findings.accept(job.finding(RETRIES, spec, "no backoffLimit", "a backoffLimit"));
        }
        if (tree.isWhole() && spec.get("activeDeadlineSeconds").isAbsent()) {
            findings.accept(job.finding(DEADLINE, spec, "no activeDeadlineSeconds", "a deadline"));
        }
    }

    private static void budget(ManifestSet tree, Manifest budget, Consumer<Finding> findings) {
        Field least = budget.spec().get("minAvailable");
        Field most = budget.spec().get("maxUnavailable");
        if (most.is("0") || most.is("0%") || least.is("100%")) {
            findings.accept(
                    budget.finding(
                            DRAINS,
                            most.exists() ? most : least,
                            most.exists() ? "maxUnavailable " + most.text() : "minAvailable 100%",
                            "at least one pod may go"));
            return;
        }
        if (least.number().isEmpty()) {
            return;
        }
        long replicas = 0;
        for (Pod pod : tree.pods(budget.namespace())) {
            if (!Selector.matches(budget.spec().get("selector"), pod.labels())
                    || pod.owner().group().equals("batch")) {
                continue;
            }
            if (scaled(tree, pod.owner()) || pod.owner().kind().equals("DaemonSet")) {
                return;
            }
            replicas += pod.owner().spec().get("replicas").numberOr(1);
        }
        if (replicas > 0 && least.numberOr(0) >= replicas) {
            findings.accept(
                    budget.finding(
                            DRAINS,
                            least,
                            "minAvailable " + least.text() + " of " + replicas + " replicas",
                            "less than the replicas"));
        }
    }

    private static boolean scaled(ManifestSet tree, Manifest owner) {
        return tree.of("autoscaling", "HorizontalPodAutoscaler", owner.namespace()).stream()
                .anyMatch(each -> each.spec().at("scaleTargetRef.name").is(owner.name()));
    }

    private static void sharedClaim(ManifestSet tree, Manifest claim, Consumer<Finding> findings) {
        List<String> modes = claim.spec().get("accessModes").list();
        if (modes.isEmpty() || !modes.stream().allMatch(each -> each.startsWith("ReadWriteOnce"))) {
            return;
        }
        Set<String> nodes = new TreeSet<>();
        for (Pod pod : tree.pods(claim.namespace())) {
            boolean mounts =
                    pod.spec().get("volumes").items().stream()
                            .anyMatch(each ->
                                    each.at("persistentVolumeClaim.claimName").is(claim.name()));
            if (!mounts) {
                continue;
            }
            long replicas =
                    pod.owner().kind().equals("Deployment")
                            ? pod.owner().spec().get("replicas").numberOr(1)
                            : 1;
            Optional<Set<String>> hosts = hosts(pod);
            hosts.filter(each -> each.size() == 1).ifPresent(nodes::addAll);
            if (replicas > 1 && hosts.filter(each -> each.size() == 1).isEmpty()) {
                findings.accept(
                        claim.finding(
                                SHARED_CLAIM,
                                claim.spec().get("accessModes"),
                                modes
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
                            claim.spec().get("accessModes"),
                            modes + " and mounted by pods on " + nodes,
                            "ReadWriteMany"));
        }
    }
}
