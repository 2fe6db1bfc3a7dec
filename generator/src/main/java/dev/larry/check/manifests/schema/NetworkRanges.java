package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.Placeholder;

import java.util.List;
import java.util.Set;

/**
 * Vocabularies and bounds of network policies and ingresses.
 *
 * <p>Source: Kubernetes API reference, NetworkPolicy, Ingress.
 */
final class NetworkRanges {
    private static final Set<String> PATHS = Set.of("Exact", "Prefix", "ImplementationSpecific");

    private NetworkRanges() {}

    static void check(Manifest object, Limits limits) {
        switch (object.kind()) {
            case "NetworkPolicy" -> policy(object.spec(), limits);
            case "Ingress" -> ingress(object, limits);
            default -> {}
        }
    }

    private static void policy(Field spec, Limits limits) {
        for (Field type : spec.get("policyTypes").items()) {
            limits.word(type, Set.of("Ingress", "Egress"));
        }
        limits.selector(spec.get("podSelector"));
        for (String way : List.of("ingress", "egress")) {
            for (Field rule : spec.get(way).items()) {
                rule.get("ports").items().forEach(port -> port(port, limits));
                for (Field peer : rule.get(way.equals("ingress") ? "from" : "to").items()) {
                    peer(peer, limits);
                }
            }
        }
    }

    private static void port(Field port, Limits limits) {
        Field end = port.get("endPort");
        limits.portOrName(port.get("port"));
        limits.word(port.get("protocol"), Limits.PROTOCOLS);
        limits.port(end);
        if (end.exists() && end.numberOr(65536) < port.get("port").numberOr(0)) {
            limits.broken(
                    RangeRules.PORT,
                    end,
                    "endPort " + end.text(),
                    "at least port " + port.get("port").text());
        }
    }

    private static void peer(Field peer, Limits limits) {
        Field block = peer.get("ipBlock");
        limits.selector(peer.get("podSelector"));
        limits.selector(peer.get("namespaceSelector"));
        cidr(block.get("cidr"), limits);
        block.get("except").items().forEach(each -> cidr(each, limits));
        if (block.exists()
                && (peer.get("podSelector").exists() || peer.get("namespaceSelector").exists())) {
            limits.broken(
                    RangeRules.ENUM, block, "ipBlock beside a selector", "one of them a peer");
        }
    }

    private static void cidr(Field field, Limits limits) {
        if (field.isScalar() && !Placeholder.isIn(field.text()) && !Cidr.isValid(field.text())) {
            limits.broken(
                    RangeRules.RANGE, field, "'" + field.text() + "'", "a CIDR such as 10.0.0.0/8");
        }
    }

    private static void ingress(Manifest ingress, Limits limits) {
        for (Field rule : ingress.spec().get("rules").items()) {
            for (Field path : rule.at("http.paths").items()) {
                if (ingress.version().equals("v1") && path.get("pathType").isAbsent()) {
                    limits.broken(
                            RangeRules.ENUM,
                            path,
                            "no pathType",
                            "Exact, Prefix or ImplementationSpecific");
                }
                limits.word(path.get("pathType"), PATHS);
                limits.port(path.at("backend.service.port.number"));
            }
        }
    }
}
