package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What names a Service: ingresses and stateful sets. */
final class IngressRefs {
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

    static final List<Rule> ALL = List.of(INGRESS, HEADLESS);

    private IngressRefs() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest ingress : tree.of("networking.k8s.io", "Ingress")) {
            backend(tree, ingress, ingress.spec().at("defaultBackend.service"), findings);
            for (Field rule : ingress.spec().get("rules").items()) {
                for (Field path : rule.at("http.paths").items()) {
                    backend(tree, ingress, path.at("backend.service"), findings);
                }
            }
        }
        for (Manifest set : tree.of("apps", "StatefulSet")) {
            Field name = set.spec().get("serviceName");
            if (!name.isEmpty() && !Placeholder.isIn(name.text())) {
                List<Manifest> services = service(tree, set, HEADLESS, name, findings);
                if (!services.isEmpty()
                        && services.stream()
                                .noneMatch(each -> each.spec().get("clusterIP").is("None"))) {
                    findings.accept(
                            set.finding(
                                            HEADLESS,
                                            name,
                                            "Service " + name.text() + " is not headless",
                                            "clusterIP: None")
                                    .as(Severity.WARNING));
                }
            }
        }
    }

    private static void backend(
            ManifestSet tree, Manifest ingress, Field backend, Consumer<Finding> findings) {
        Field name = backend.get("name");
        if (name.isEmpty() || Placeholder.isIn(name.text())) {
            return;
        }
        List<Manifest> services = service(tree, ingress, INGRESS, name, findings);
        if (services.stream().noneMatch(each -> each.spec().get("type").is("ExternalName"))) {
            port(tree, ingress, services, backend.at("port.number"), "port", findings);
            port(tree, ingress, services, backend.at("port.name"), "name", findings);
        }
    }

    /** The Services of that name; that none is there is a finding, where absence is one. */
    private static List<Manifest> service(
            ManifestSet tree, Manifest object, Rule rule, Field name, Consumer<Finding> findings) {
        List<Manifest> services = tree.all("", "Service", object.namespace(), name.text());
        if (services.isEmpty()) {
            List<Manifest> there = tree.of("", "Service", object.namespace());
            Optional<String> hint = Absence.of(tree, there, name.text());
            if (hint.isPresent() || Absence.isOddOneOut(tree, object, there)) {
                Finding finding =
                        object.finding(
                                rule,
                                name,
                                "Service "
                                        + name.text()
                                        + " is not there; "
                                        + hint.orElse("other Services of the file are"),
                                "a Service of the tree");
                findings.accept(hint.isPresent() ? finding : finding.as(Severity.WARNING));
            }
        }
        return services;
    }

    private static void port(
            ManifestSet tree,
            Manifest ingress,
            List<Manifest> services,
            Field wanted,
            String key,
            Consumer<Finding> findings) {
        List<String> ports =
                services.stream()
                        .flatMap(each -> each.spec().get("ports").items().stream())
                        .map(each -> each.get(key).text())
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .toList();
        if (!services.isEmpty()
                && wanted.exists()
                && !Placeholder.isIn(wanted.text())
                && !ports.contains(wanted.text())) {
            Finding finding =
                    ingress.finding(
                            INGRESS,
                            wanted,
                            "Service "
                                    + services.getFirst().name()
                                    + " has no port "
                                    + wanted.text(),
                            String.join(", ", ports));
            boolean sure = tree.isWhole() || services.stream().anyMatch(ingress::isBeside);
            findings.accept(sure ? finding : finding.as(Severity.WARNING));
        }
    }
}
