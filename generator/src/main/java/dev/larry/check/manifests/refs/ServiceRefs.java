package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.Selector;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Services and what stands before and behind them: pods, ports, monitors, ingresses. */
final class ServiceRefs {
    private static final String MONITORING = "monitoring.coreos.com";
    private static final String SERVICES = "Kubernetes documentation, Service";
    private static final String OPERATOR = "Prometheus Operator documentation, Design";

    static final Rule SELECTOR =
            Rule.error(
                    "refs/service-selector",
                    "A Service selects the pods of a workload.",
                    "It has no endpoints: whoever calls it gets no answer.",
                    "give the selector labels that the pods carry",
                    SERVICES);
    static final Rule PORT =
            Rule.error(
                    "refs/service-port",
                    "A Service's named target port is a port of its pods, and a number one that"
                            + " they declare.",
                    "The Service has no endpoint at that port.",
                    "correct targetPort, or declare the port at the container",
                    SERVICES + ", Port definitions");
    static final Rule MONITOR =
            Rule.error(
                    "refs/monitor-service",
                    "A ServiceMonitor selects a Service, a PodMonitor pods.",
                    "Nothing is ever scraped, and no alert says so.",
                    "select labels that the Service (not its pods) carries",
                    OPERATOR + ", ServiceMonitor");
    static final Rule MONITOR_PORT =
            Rule.error(
                    "refs/monitor-port",
                    "A monitor names a port of what it selects.",
                    "The target is dropped in silence: nothing is scraped.",
                    "name the port as the Service, or the pod, does",
                    OPERATOR + ", ServiceMonitor");
    static final Rule INGRESS =
            Rule.error(
                    "refs/ingress-service",
                    "An Ingress leads to a Service that exists, at a port it has.",
                    "Visitors get a 503.",
                    "correct the Service's name or port",
                    "Kubernetes documentation, Ingress");
    static final Rule HEADLESS =
            Rule.error(
                    "refs/stateful-set-service",
                    "A StatefulSet's serviceName is a Service that exists.",
                    "Its pods have no names in DNS, and cannot find one another.",
                    "correct serviceName, or add the headless Service",
                    "Kubernetes documentation, StatefulSets, Stable Network ID");

    static final List<Rule> ALL = List.of(SELECTOR, PORT, MONITOR, MONITOR_PORT, INGRESS, HEADLESS);

    private ServiceRefs() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        tree.of("", "Service").forEach(each -> service(tree, each, findings));
        tree.of(MONITORING, "ServiceMonitor").forEach(each -> serviceMonitor(tree, each, findings));
        tree.of(MONITORING, "PodMonitor").forEach(each -> podMonitor(tree, each, findings));
        tree.of("networking.k8s.io", "Ingress").forEach(each -> ingress(tree, each, findings));
        for (Manifest set : tree.of("apps", "StatefulSet")) {
            Field name = set.spec().get("serviceName");
            if (!name.isEmpty()
                    && tree.find("", "Service", set.namespace(), name.text()).isEmpty()
                    && !Placeholder.isIn(name.text())) {
                Absence.of(tree, tree.of("", "Service", set.namespace()), name.text())
                        .ifPresent(hint ->
                                findings.accept(
                                        set.finding(
                                                HEADLESS,
                                                name,
                                                "Service " + name.text() + " is not there; " + hint,
                                                "a Service of the tree")));
            }
        }
    }

    private static void service(ManifestSet tree, Manifest service, Consumer<Finding> findings) {
        Field selector = service.spec().get("selector");
        if (selector.isEmpty() || selector.texts().values().stream().anyMatch(Placeholder::isIn)) {
            return;
        }
        List<Pod> inNamespace = tree.pods(service.namespace());
        List<Pod> pods =
                inNamespace.stream()
                        .filter(each -> Selector.matchesAll(selector, each.labels()))
                        .toList();
        if (pods.isEmpty()) {
            if (tree.isWhole() || inNamespace.stream().anyMatch(each -> isMeant(selector, each))) {
                findings.accept(
                        service.finding(
                                SELECTOR,
                                selector,
                                "selects "
                                        + selector.texts()
                                        + ", which no pod of the namespace carries",
                                "labels of a pod"));
            }
            return;
        }
        if (pods.stream().anyMatch(each -> each.owner().kind().equals("Job"))) {
            return;
        }
        for (Field port : service.spec().get("ports").items()) {
            Field target =
                    port.get("targetPort").exists() ? port.get("targetPort") : port.get("port");
            String protocol = port.get("protocol").textOr("TCP");
            boolean named = target.number().isEmpty();
            boolean open =
                    pods.stream().anyMatch(each -> hasPort(each, target.text(), protocol, named));
            boolean undeclared =
                    !named
                            && pods.stream()
                                    .anyMatch(each ->
                                            each.containers().stream()
                                                    .filter(Container::isLongRunning)
                                                    .anyMatch(
                                                            c -> c.field().get("ports").isEmpty()));
            if (!open && !undeclared && !target.isEmpty() && !Placeholder.isIn(target.text())) {
                Finding finding =
                        service.finding(
                                PORT,
                                target,
                                "port "
                                        + target.text()
                                        + "/"
                                        + protocol
                                        + " is open in none of its pods",
                                "a port that a container declares");
                // A number works without being declared: outside our own tree it only may be wrong.
                findings.accept(
                        named || tree.isWhole()
                                ? finding
                                : Finding.warning(
                                        finding.rule(),
                                        finding.source(),
                                        finding.found(),
                                        finding.allowed(),
                                        finding.remedy()));
            }
        }
    }

    /**
     * A pod that carries one of the labels is meant; without one the pods may be made elsewhere.
     */
    private static boolean isMeant(Field selector, Pod pod) {
        return selector.texts().entrySet().stream()
                .anyMatch(each ->
                        each.getValue().equals(pod.labels().get(each.getKey()))
                                || each.getKey().equals("app")
                                        && pod.labels().containsKey("app")
                                        && selector.texts().size() == 1);
    }

    private static boolean hasPort(Pod pod, String port, String protocol, boolean named) {
        return pod.containers().stream()
                .filter(Container::isLongRunning)
                .flatMap(each -> each.field().get("ports").items().stream())
                .filter(each -> each.get("protocol").textOr("TCP").equals(protocol))
                .anyMatch(each -> each.get(named ? "name" : "containerPort").is(port));
    }

    /** What a monitor may look at: of its own namespace, of those it names, or of all. */
    private static <T> List<T> seen(
            Manifest monitor, List<T> all, Function<String, List<T>> inNamespace) {
        Field selector = monitor.spec().get("namespaceSelector");
        if (selector.get("any").isTrue()) {
            return all;
        }
        List<String> names = selector.get("matchNames").list();
        return names.isEmpty()
                ? inNamespace.apply(monitor.namespace())
                : names.stream()
                        .distinct()
                        .flatMap(each -> inNamespace.apply(each).stream())
                        .toList();
    }

    private static void serviceMonitor(
            ManifestSet tree, Manifest monitor, Consumer<Finding> findings) {
        List<Manifest> there =
                seen(
                        monitor,
                        tree.of("", "Service"),
                        namespace -> tree.of("", "Service", namespace));
        Field selector = monitor.spec().get("selector");
        List<Manifest> chosen =
                there.stream().filter(each -> Selector.matches(selector, each.labels())).toList();
        if (chosen.isEmpty()) {
            if (tree.isWhole() || !there.isEmpty()) {
                findings.accept(
                        monitor.finding(
                                MONITOR,
                                selector,
                                "selects "
                                        + selector.get("matchLabels").texts()
                                        + ", which none of the "
                                        + there.size()
                                        + " Services there carries",
                                "labels of a Service"));
            }
            return;
        }
        for (Field endpoint : monitor.spec().get("endpoints").items()) {
            Field port = endpoint.get("port");
            Set<String> names = new HashSet<>();
            chosen.forEach(each ->
                    each.spec().get("ports").items().forEach(p -> names.add(p.get("name").text())));
            if (!port.isEmpty() && !names.contains(port.text()) && !Placeholder.isIn(port.text())) {
                findings.accept(
                        monitor.finding(
                                MONITOR_PORT,
                                port,
                                "port " + port.text() + " is in none of its Services",
                                String.join(
                                        ", ",
                                        names.stream()
                                                .filter(n -> !n.isEmpty())
                                                .sorted()
                                                .toList())));
            }
        }
    }

    private static void podMonitor(ManifestSet tree, Manifest monitor, Consumer<Finding> findings) {
        List<Pod> there = seen(monitor, tree.pods(), tree::pods);
        Field selector = monitor.spec().get("selector");
        List<Pod> chosen =
                there.stream().filter(each -> Selector.matches(selector, each.labels())).toList();
        if (chosen.isEmpty()) {
            if (tree.isWhole() || !there.isEmpty()) {
                findings.accept(
                        monitor.finding(
                                MONITOR,
                                selector,
                                "selects "
                                        + selector.get("matchLabels").texts()
                                        + ", which none of the "
                                        + there.size()
                                        + " pods there carries",
                                "labels of pods"));
            }
            return;
        }
        for (Field endpoint : monitor.spec().get("podMetricsEndpoints").items()) {
            Field port = endpoint.get("port");
            if (!port.isEmpty()
                    && !Placeholder.isIn(port.text())
                    && chosen.stream()
                            .noneMatch(each ->
                                    each.containers().stream()
                                            .flatMap(c -> c.field().get("ports").items().stream())
                                            .anyMatch(p -> p.get("name").is(port.text())))) {
                findings.accept(
                        monitor.finding(
                                MONITOR_PORT,
                                port,
                                "port " + port.text() + " is in none of its pods",
                                "a port that a container names"));
            }
        }
    }

    private static void ingress(ManifestSet tree, Manifest ingress, Consumer<Finding> findings) {
        backend(tree, ingress, ingress.spec().at("defaultBackend.service"), findings);
        for (Field rule : ingress.spec().get("rules").items()) {
            for (Field path : rule.at("http.paths").items()) {
                backend(tree, ingress, path.at("backend.service"), findings);
            }
        }
    }

    private static void backend(
            ManifestSet tree, Manifest ingress, Field backend, Consumer<Finding> findings) {
        Field name = backend.get("name");
        if (name.isEmpty() || Placeholder.isIn(name.text())) {
            return;
        }
        Optional<Manifest> service = tree.find("", "Service", ingress.namespace(), name.text());
        if (service.isEmpty()) {
            Absence.of(tree, tree.of("", "Service", ingress.namespace()), name.text())
                    .ifPresent(hint ->
                            findings.accept(
                                    ingress.finding(
                                            INGRESS,
                                            name,
                                            "Service " + name.text() + " is not there; " + hint,
                                            "a Service of the tree")));
            return;
        }
        Field number = backend.at("port.number");
        Field byName = backend.at("port.name");
        List<Field> ports = service.get().spec().get("ports").items();
        if (number.exists()
                && ports.stream().noneMatch(each -> each.get("port").is(number.text()))) {
            findings.accept(
                    ingress.finding(
                            INGRESS,
                            number,
                            "Service " + name.text() + " has no port " + number.text(),
                            String.join(
                                    ", ",
                                    ports.stream().map(each -> each.get("port").text()).toList())));
        }
        if (byName.exists()
                && ports.stream().noneMatch(each -> each.get("name").is(byName.text()))) {
            findings.accept(
                    ingress.finding(
                            INGRESS,
                            byName,
                            "Service " + name.text() + " has no port " + byName.text(),
                            String.join(
                                    ", ",
                                    ports.stream().map(each -> each.get("name").text()).toList())));
        }
    }
}
