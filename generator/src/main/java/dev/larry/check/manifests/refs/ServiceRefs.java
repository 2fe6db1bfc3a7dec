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
import dev.larry.model.Severity;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Services and the pods behind them. */
final class ServiceRefs {
    private static final String SERVICES = "Kubernetes documentation, Service";

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
    static final List<Rule> ALL = List.of(SELECTOR, PORT);

    private ServiceRefs() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        tree.of("", "Service").forEach(each -> service(tree, each, findings));
    }

    private static void service(ManifestSet tree, Manifest service, Consumer<Finding> findings) {
        Field selector = service.spec().get("selector");
        if (selector.isEmpty() || selector.texts().values().stream().anyMatch(Placeholder::isIn)) {
            return;
        }
        List<Pod> pods =
                tree.podsNear(service.namespace())
                        .filter(each -> Selector.matchesAll(selector, each.labels()))
                        .toList();
        if (!pods.isEmpty()) {
            if (pods.stream().noneMatch(each -> each.owner().kind().equals("Job"))) {
                for (Field port : service.spec().get("ports").items()) {
                    port(tree, service, port, pods, findings);
                }
            }
            return;
        }
        if (!tree.isWhole()) {
            Optional<Pod> astray =
                    tree.pods().stream()
                            .filter(each -> isOfOneFile(each.owner(), service))
                            .filter(each -> Selector.matchesAll(selector, each.labels()))
                            .findFirst();
            if (astray.isPresent()) {
                findings.accept(
                        service.finding(
                                        SELECTOR,
                                        selector,
                                        "selects the pods of "
                                                + astray.get().owner().id()
                                                + ", in another namespace",
                                        "pods of its own namespace")
                                .as(Severity.WARNING));
                return;
            }
        }
        List<Selection.Candidate> there =
                tree.pods(service.namespace()).stream()
                        .map(each -> new Selection.Candidate(each.owner(), each.labels()))
                        .toList();
        new Selection(tree, service, selector.texts())
                .fault(there)
                .ifPresent(severity ->
                        findings.accept(
                                service.finding(
                                                SELECTOR,
                                                selector,
                                                "selects "
                                                        + selector.texts()
                                                        + ", which no pod of the namespace carries",
                                                "labels of a pod")
                                        .as(severity)));
    }

    private static boolean isOfOneFile(Manifest one, Manifest other) {
        return one.root().source().file().equals(other.root().source().file());
    }

    private static void port(
            ManifestSet tree,
            Manifest service,
            Field port,
            List<Pod> pods,
            Consumer<Finding> findings) {
        Field meant = port.get("targetPort");
        Field target = meant.isEmpty() || meant.is("0") ? port.get("port") : meant;
        String protocol = port.get("protocol").textOrDefault("TCP");
        boolean named = target.number().isEmpty();
        boolean undeclared = !named && pods.stream().anyMatch(ServiceRefs::declaresNothing);
        if (undeclared
                || target.isEmpty()
                || Placeholder.isIn(target.text())
                || pods.stream().anyMatch(each -> hasPort(each, target.text(), protocol, named))) {
            return;
        }
        Finding finding =
                service.finding(
                        PORT,
                        target,
                        "port " + target.text() + "/" + protocol + " is open in none of its pods",
                        "a port that a container declares");
        // A number works without being declared, and pods from elsewhere may be others of the
        // labels.
        findings.accept(named || tree.isWhole() ? finding : finding.as(Severity.WARNING));
    }

    private static boolean declaresNothing(Pod pod) {
        return pod.containers().stream()
                .filter(Container::isLongRunning)
                .anyMatch(each -> each.field().get("ports").isEmpty());
    }

    private static boolean hasPort(Pod pod, String port, String protocol, boolean named) {
        return pod.containers().stream()
                .filter(Container::isLongRunning)
                .flatMap(each -> each.field().get("ports").items().stream())
                .filter(each -> each.get("protocol").textOrDefault("TCP").equals(protocol))
                .anyMatch(each -> each.get(named ? "name" : "containerPort").is(port));
    }
}
