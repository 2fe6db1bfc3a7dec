package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whoever selects, selects what is there. Sources: Kubernetes documentation, "Service", "Ingress";
 * Prometheus operator documentation, "API reference".
 */
final class ServiceChecks {
    private ServiceChecks() {}

    static void workloads(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            JsonNode selector = pod.owner().at("/spec/selector");
            if (pod.owner().kind().equals("Job")) {
                if (!selector.isMissingNode()) {
                    problems.accept(pod.path() + " selects, which is Kubernetes' to do for a Job");
                }
                continue;
            }
            List<Pod> chosen =
                    tree.pods().stream()
                            .filter(other -> other.namespace().equals(pod.namespace()))
                            .filter(other -> Selectors.chooses(selector, other.labels()))
                            .toList();
            if (selector.path("matchLabels").isEmpty() || !chosen.equals(List.of(pod))) {
                problems.accept(pod.path() + " does not select exactly its own pods");
            }
            if (pod.owner().kind().equals("StatefulSet")) {
                String service = pod.owner().at("/spec/serviceName").asText();
                boolean headless =
                        tree.find("Service", pod.namespace(), service)
                                .filter(found ->
                                        found.at("/spec/clusterIP").asText().equals("None"))
                                .isPresent();
                if (!headless) {
                    problems.accept(pod.path() + " names no headless Service");
                }
            }
        }
        tree.all("PodDisruptionBudget")
                .filter(budget ->
                        tree.pods().stream()
                                .noneMatch(pod ->
                                        pod.count() > 1
                                                && pod.namespace().equals(budget.namespace())
                                                && Selectors.chooses(
                                                        budget.at("/spec/selector"), pod.labels())))
                .forEach(budget -> problems.accept(budget.path() + " guards nothing, or one pod"));
    }

    static void services(RenderedTree tree, Consumer<String> problems) {
        tree.all("Service")
                .forEach(service -> {
                    List<Pod> pods = behind(tree, service);
                    if (pods.size() != 1 || service.at("/spec/selector").isEmpty()) {
                        problems.accept(service.path() + " selects " + pods.size() + " workloads");
                    }
                    for (JsonNode port : service.at("/spec/ports")) {
                        for (Pod pod : pods) {
                            if (!opens(pod, port.path("targetPort"), port.path("protocol"))) {
                                problems.accept(
                                        service.path() + " leads to a closed port: " + port);
                            }
                        }
                    }
                });
    }

    private static List<Pod> behind(RenderedTree tree, TreeObject service) {
        return tree.pods().stream()
                .filter(pod -> pod.namespace().equals(service.namespace()))
                .filter(pod -> Selectors.mapping(service.at("/spec/selector"), pod.labels()))
                .toList();
    }

    private static boolean opens(Pod pod, JsonNode port, JsonNode protocol) {
        return pod.ports().stream()
                .anyMatch(open ->
                        open.path("protocol").asText("TCP").equals(protocol.asText("TCP"))
                                && (port.isTextual()
                                        ? open.path("name").equals(port)
                                        : open.path("containerPort").asInt() == port.asInt()));
    }

    static void ingresses(RenderedTree tree, Consumer<String> problems) {
        tree.all("Ingress")
                .forEach(ingress -> {
                    Set<String> hosts = new HashSet<>();
                    for (JsonNode rule : ingress.at("/spec/rules")) {
                        hosts.add(rule.path("host").asText());
                        for (JsonNode path : rule.at("/http/paths")) {
                            JsonNode backend = path.at("/backend/service");
                            boolean there =
                                    tree
                                            .find(
                                                    "Service",
                                                    ingress.namespace(),
                                                    backend.path("name").asText())
                                            .stream()
                                            .flatMap(service ->
                                                    TreeObject.each(service.at("/spec/ports")))
                                            .anyMatch(port ->
                                                    port.path("name")
                                                                    .equals(
                                                                            backend.at(
                                                                                    "/port/name"))
                                                            || port.path("port")
                                                                    .equals(
                                                                            backend.at(
                                                                                    "/port/number")));
                            if (!there) {
                                problems.accept(ingress.path() + " leads nowhere: " + backend);
                            }
                        }
                    }
                    TreeObject.each(ingress.at("/spec/tls"))
                            .flatMap(tls -> TreeObject.eachText(tls.path("hosts")))
                            .filter(host -> !hosts.contains(host))
                            .forEach(host ->
                                    problems.accept(ingress.path() + " has no rule for " + host));
                });
    }

    static void monitors(RenderedTree tree, Consumer<String> problems) {
        tree.all("ServiceMonitor", "PodMonitor", "PrometheusRule")
                .filter(object -> !object.labels().containsKey("release"))
                .forEach(object ->
                        problems.accept(
                                object.path() + " has no label release, so nobody reads it"));
        tree.all("ServiceMonitor")
                .forEach(monitor -> {
                    List<TreeObject> services =
                            tree.all("Service")
                                    .filter(service ->
                                            service.namespace().equals(monitor.namespace()))
                                    .filter(service ->
                                            Selectors.chooses(
                                                    monitor.at("/spec/selector"), service.labels()))
                                    .toList();
                    if (services.isEmpty() || monitor.at("/spec/endpoints").isEmpty()) {
                        problems.accept(monitor.path() + " selects no Service");
                    }
                    for (JsonNode endpoint : monitor.at("/spec/endpoints")) {
                        for (TreeObject service : services) {
                            if (TreeObject.each(service.at("/spec/ports"))
                                    .noneMatch(port ->
                                            port.path("name").equals(endpoint.path("port")))) {
                                problems.accept(
                                        monitor.path() + " names no port of " + service.path());
                            }
                        }
                    }
                });
        tree.all("PodMonitor")
                .forEach(monitor -> {
                    List<Pod> pods = read(tree, monitor);
                    if (pods.isEmpty() || monitor.at("/spec/podMetricsEndpoints").isEmpty()) {
                        problems.accept(monitor.path() + " selects no pod");
                    }
                    for (JsonNode endpoint : monitor.at("/spec/podMetricsEndpoints")) {
                        for (Pod pod : pods) {
                            if (pod.ports().stream()
                                    .noneMatch(port ->
                                            port.path("name").equals(endpoint.path("port")))) {
                                problems.accept(monitor.path() + " names no port of " + pod.path());
                            }
                        }
                    }
                });
    }

    private static List<Pod> read(RenderedTree tree, TreeObject podMonitor) {
        return tree.pods().stream()
                .filter(pod -> pod.namespace().equals(podMonitor.namespace()))
                .filter(pod -> Selectors.chooses(podMonitor.at("/spec/selector"), pod.labels()))
                .toList();
    }

    /** Where there are monitors, each pod with metrics is read exactly once. */
    static void everyMetricsPort(RenderedTree tree, Consumer<String> problems) {
        if (tree.all("ServiceMonitor", "PodMonitor").findAny().isEmpty()) {
            return;
        }
        for (Pod pod : tree.pods()) {
            if (pod.ports().stream()
                    .noneMatch(port -> port.path("name").asText().equals("metrics"))) {
                continue;
            }
            long byService =
                    tree.all("ServiceMonitor")
                            .filter(monitor -> monitor.namespace().equals(pod.namespace()))
                            .flatMap(monitor ->
                                    tree.all("Service")
                                            .filter(service ->
                                                    service.namespace().equals(pod.namespace())
                                                            && Selectors.chooses(
                                                                    monitor.at("/spec/selector"),
                                                                    service.labels())))
                            .filter(service -> behind(tree, service).contains(pod))
                            .count();
            long byPod =
                    tree.all("PodMonitor")
                            .filter(monitor -> read(tree, monitor).contains(pod))
                            .count();
            if (byService + byPod != 1) {
                problems.accept(pod.path() + " is read " + (byService + byPod) + " times");
            }
            if (!NetworkChecks.admitsSomebody(tree, pod, 9464)) {
                problems.accept(pod.path() + " lets nobody read its metrics");
            }
        }
    }
}
