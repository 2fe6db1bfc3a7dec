package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the kinds of the core group, and those that speak of the network and of storage, cannot do
 * without.
 *
 * <p>Source: Kubernetes API reference, Service Resources, Config and Storage Resources.
 */
final class CoreShapes {
    private CoreShapes() {}

    static void check(Manifest object, Members members) {
        Field root = object.root();
        Field spec = object.spec();
        switch (object.kind()) {
            case "Pod" -> members.need(root, "spec");
            case "Service" -> service(spec, members);
            case "PersistentVolumeClaim" -> {
                members.need(spec, "accessModes");
                members.need(spec.at("resources.requests"), "storage");
            }
            case "PersistentVolume" -> members.need(spec, "accessModes", "capacity");
            case "ConfigMap" -> {
                members.texts(root.get("data"));
                both(root.get("data"), root.get("binaryData"), members);
            }
            case "Secret" -> members.texts(root.get("stringData"));
            case "LimitRange" -> {
                members.need(spec, "limits");
                spec.get("limits").items().forEach(each -> members.need(each, "type"));
            }
            default -> {}
        }
    }

    static void network(Manifest object, Members members) {
        Field spec = object.spec();
        if (object.kind().equals("NetworkPolicy") && spec.isAbsent()) {
            members.missing(spec, "podSelector");
        }
        if (object.kind().equals("Ingress")
                && spec.get("defaultBackend").isAbsent()
                && spec.get("rules").isEmpty()) {
            members.missing(spec, "rules or defaultBackend");
        }
    }

    private static void service(Field spec, Members members) {
        List<Field> ports = spec.get("ports").items();
        if (spec.get("type").is("ExternalName")) {
            members.need(spec, "externalName");
        } else if (spec.get("ports").isEmpty() && !spec.get("clusterIP").is("None")) {
            members.missing(spec, "ports");
        }
        members.unique(spec.get("ports"), "name");
        Set<String> seen = new HashSet<>();
        for (Field port : ports) {
            members.need(port, "port");
            if (ports.size() > 1) {
                members.need(port, "name");
            }
            String number = port.get("port").text();
            if (!number.isEmpty() && !seen.add(number + Members.protocol(port))) {
                members.twice(port.get("port"), "port " + number);
            }
        }
    }

    private static void both(Field data, Field binary, Members members) {
        for (Field field : binary.fields()) {
            if (data.get(field.key()).exists()) {
                members.twice(field, "key " + field.key() + " in data and binaryData,");
            }
        }
    }
}
