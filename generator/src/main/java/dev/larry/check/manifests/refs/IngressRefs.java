package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

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
                service(tree, set, HEADLESS, name, findings);
            }
        }
    }

    private static void backend(
            ManifestSet tree, Manifest ingress, Field backend, Consumer<Finding> findings) {
        Field name = backend.get("name");
        if (name.isEmpty() || Placeholder.isIn(name.text())) {
            return;
        }
        service(tree, ingress, INGRESS, name, findings)
                .ifPresent(service -> {
                    port(ingress, service, backend.at("port.number"), "port", findings);
                    port(ingress, service, backend.at("port.name"), "name", findings);
                });
    }

    /** The Service of that name; that it is not there is a finding, where absence is one. */
    private static Optional<Manifest> service(
            ManifestSet tree, Manifest object, Rule rule, Field name, Consumer<Finding> findings) {
        Optional<Manifest> service = tree.find("", "Service", object.namespace(), name.text());
        if (service.isEmpty()) {
            Absence.of(tree, tree.of("", "Service", object.namespace()), name.text())
                    .ifPresent(hint ->
                            findings.accept(
                                    object.finding(
                                            rule,
                                            name,
                                            "Service " + name.text() + " is not there; " + hint,
                                            "a Service of the tree")));
        }
        return service;
    }

    private static void port(
            Manifest ingress,
            Manifest service,
            Field wanted,
            String key,
            Consumer<Finding> findings) {
        List<String> ports =
                service.spec().get("ports").items().stream()
                        .map(each -> each.get(key).text())
                        .toList();
        if (wanted.exists() && !ports.contains(wanted.text())) {
            findings.accept(
                    ingress.finding(
                            INGRESS,
                            wanted,
                            "Service " + service.name() + " has no port " + wanted.text(),
                            String.join(", ", ports)));
        }
    }
}
