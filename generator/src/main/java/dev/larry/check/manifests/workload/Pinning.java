package dev.larry.check.manifests.workload;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.Pod;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What holds a pod to a node: its own word, or a volume that only one node can mount. */
final class Pinning {
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private Pinning() {}

    /** The nodes a pod is pinned to, nothing where it is not. */
    static Optional<Set<String>> hosts(Pod pod) {
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

    /** The one node a pod can run on. */
    static Optional<String> host(Pod pod) {
        return hosts(pod).filter(each -> each.size() == 1).map(each -> each.iterator().next());
    }

    /** Whether all modes of a claim bind it to one node at a time. */
    static boolean isOnOneNode(Manifest claim) {
        return claim.spec().get("accessModes").list().stream()
                .allMatch(mode -> mode.startsWith("ReadWriteOnce"));
    }
}
