package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;

/**
 * What the custom resources that this project knows cannot do without.
 *
 * <p>Source: Argo CD documentation, Application specification; Prometheus Operator, API reference.
 */
final class CustomShapes {
    private CustomShapes() {}

    static void check(Manifest object, Members members) {
        Field spec = object.spec();
        switch (object.group() + "/" + object.kind()) {
            case "argoproj.io/Application" -> {
                members.need(spec, "project", "destination");
                if (spec.get("source").isAbsent()
                        && spec.get("sources").isEmpty()
                        && spec.get("sourceHydrator").isAbsent()) {
                    members.missing(spec, "source");
                }
            }
            case "monitoring.coreos.com/ServiceMonitor" ->
                    members.need(spec, "selector", "endpoints");
            case "monitoring.coreos.com/PodMonitor" -> members.need(spec, "selector");
            case "monitoring.coreos.com/PrometheusRule" -> rules(spec.get("groups"), members);
            default -> {}
        }
    }

    private static void rules(Field groups, Members members) {
        members.unique(groups, "name");
        for (Field group : groups.items()) {
            members.need(group, "name");
            for (Field rule : group.get("rules").items()) {
                members.need(rule, "expr");
                if (rule.get("alert").isEmpty() == rule.get("record").isEmpty()) {
                    members.broken(ShapeRules.REQUIRED, rule, "a rule", "one of alert and record");
                }
            }
        }
    }
}
