package dev.larry.cli.cluster;

import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.render.Labels;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What keeps the fleet's pods from their work, each thing said once. Source: Kubernetes
 * documentation, "Debug Pods" and "Pod Lifecycle".
 */
final class Troubles {
    /** Reasons for waiting that are no trouble. */
    private static final Set<String> USUAL = Set.of("ContainerCreating", "PodInitializing");

    private final KubernetesClient client;
    private final List<String> namespaces = new ArrayList<>();
    private final Set<String> said = new HashSet<>();

    Troubles(KubernetesClient client, Fleet fleet) {
        this.client = client;
        fleet.larrys().stream().map(Larry::namespace).forEach(namespaces::add);
        namespaces.add(fleet.system().namespace());
    }

    /** What is new since it was asked last. */
    List<String> fresh() {
        List<String> lines = new ArrayList<>();
        for (String namespace : namespaces) {
            for (Pod pod :
                    client.pods()
                            .inNamespace(namespace)
                            .withLabel(Labels.PART_OF, "larry")
                            .list()
                            .getItems()) {
                String name = pod.getMetadata().getName();
                of(pod).filter(why -> said.add(namespace + "/" + name + " " + why.kind()))
                        .ifPresent(why ->
                                lines.add(
                                        "pod "
                                                + namespace
                                                + "/"
                                                + name
                                                + ": "
                                                + why.words()
                                                + "; see: kubectl --namespace "
                                                + namespace
                                                + " "
                                                + why.look()
                                                + " "
                                                + name));
            }
        }
        return lines;
    }

    private record Why(String kind, String words, String look) {}

    private static Optional<Why> of(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        Optional<Why> waiting =
                Stream.concat(
                                status.getInitContainerStatuses().stream(),
                                status.getContainerStatuses().stream())
                        .flatMap(container -> waiting(container).stream())
                        .findFirst();
        if (waiting.isPresent()) {
            return waiting;
        }
        return status.getConditions().stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType())
                                && "False".equals(condition.getStatus()))
                .map(condition ->
                        new Why(
                                "unscheduled",
                                "has no node: " + condition.getMessage(),
                                "describe pod"))
                .findFirst();
    }

    private static Optional<Why> waiting(ContainerStatus container) {
        ContainerState state = container.getState();
        ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
        if (waiting == null || waiting.getReason() == null || USUAL.contains(waiting.getReason())) {
            return Optional.empty();
        }
        boolean crashed = waiting.getReason().equals("CrashLoopBackOff");
        return Optional.of(
                new Why(
                        waiting.getReason(),
                        waiting.getReason()
                                + (waiting.getMessage() == null ? "" : ", " + waiting.getMessage()),
                        crashed ? "logs --previous" : "describe pod"));
    }
}
