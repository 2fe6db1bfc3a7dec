package dev.larry.check.manifests.workload;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.Selector;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.function.Consumer;

/** Probes: who has them, and what they ask. */
final class ProbeRules {
    private static final String PROBES =
            "Kubernetes documentation, Liveness, Readiness, and Startup Probes";

    static final Rule ON_JOB =
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

    static final List<Rule> ALL = List.of(ON_JOB, READINESS, IDENTICAL);

    private ProbeRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Pod pod : tree.pods()) {
            boolean job = pod.owner().group().equals("batch");
            for (Container container : pod.containers()) {
                if (job && !container.isSidecar()) {
                    onJob(pod, container, findings);
                } else if (container.role() == Container.Role.MAIN) {
                    identical(pod, container, findings);
                }
            }
            if (!job && isServer(tree, pod) && !isReadyProbed(pod)) {
                findings.accept(
                        pod.owner()
                                .finding(
                                        READINESS,
                                        pod.spec().get("containers"),
                                        "is behind a Service and has no readinessProbe",
                                        "a readinessProbe"));
            }
        }
    }

    private static boolean isServer(ManifestSet tree, Pod pod) {
        return tree.of("", "Service", pod.namespace()).stream()
                .map(each -> each.spec().get("selector"))
                .anyMatch(each -> !each.isEmpty() && Selector.matchesAll(each, pod.labels()));
    }

    private static boolean isReadyProbed(Pod pod) {
        return pod.containers().stream()
                .anyMatch(each -> each.field().get("readinessProbe").exists());
    }

    private static void onJob(Pod pod, Container container, Consumer<Finding> findings) {
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            Field field = container.field().get(probe);
            if (field.exists()) {
                findings.accept(pod.owner().finding(ON_JOB, field, probe + " in a Job", "none"));
            }
        }
    }

    private static void identical(Pod pod, Container container, Consumer<Finding> findings) {
        Field live = container.field().get("livenessProbe");
        Field ready = container.field().get("readinessProbe");
        if (live.isMapping() && ready.isMapping() && isSame(live, ready)) {
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

    private static boolean isSame(Field live, Field ready) {
        for (String way : List.of("httpGet", "tcpSocket", "grpc", "exec")) {
            if (!flat(live.get(way)).equals(flat(ready.get(way)))) {
                return false;
            }
        }
        return patience(live) <= patience(ready);
    }

    private static long patience(Field probe) {
        return probe.get("failureThreshold").numberOr(3) * probe.get("periodSeconds").numberOr(10);
    }

    private static String flat(Field field) {
        return field.texts() + "" + field.get("command").list() + field.exists();
    }
}
