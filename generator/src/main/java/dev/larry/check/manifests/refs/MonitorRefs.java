package dev.larry.check.manifests.refs;

import static java.util.stream.Collectors.groupingBy;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Selector;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Monitors and what they scrape: Services, or pods. */
final class MonitorRefs {
    private static final String GROUP = "monitoring.coreos.com";
    private static final Set<String> PICKED =
            Set.of("ServiceMonitor", "PodMonitor", "PrometheusRule", "Probe");
    private static final String OPERATOR =
            "Prometheus Operator documentation, Design, ServiceMonitor";

    static final Rule MONITOR =
            Rule.error(
                    "refs/monitor-service",
                    "A ServiceMonitor selects a Service, a PodMonitor pods.",
                    "Nothing is ever scraped, and no alert says so.",
                    "select labels that the Service itself carries, or give it these",
                    OPERATOR);
    static final Rule MONITOR_PORT =
            Rule.error(
                    "refs/monitor-port",
                    "A monitor names a port of what it selects.",
                    "The target is dropped in silence: nothing is scraped.",
                    "name the port as the Service, or the pod, does",
                    OPERATOR);
    static final Rule RELEASE =
            Rule.error(
                    "refs/monitor-release",
                    "Monitors and alert rules carry the label release, dashboards"
                            + " grafana_dashboard.",
                    "kube-prometheus-stack takes up what carries its labels; all else is there,"
                            + " looks right and is never read.",
                    "add the label: release with the name of the Helm release, grafana_dashboard"
                            + " with \"1\"",
                    "kube-prometheus-stack, values: serviceMonitorSelector,"
                            + " grafana.sidecar.dashboards.label");

    static final List<Rule> ALL = List.of(MONITOR, MONITOR_PORT, RELEASE);

    private MonitorRefs() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        Map<String, List<Target>> services =
                tree.of("", "Service").stream()
                        .map(each ->
                                new Target(each, each.labels(), each.spec().get("ports").items()))
                        .collect(groupingBy(each -> each.object().namespace()));
        Map<String, List<Target>> pods =
                tree.pods().stream()
                        .map(each ->
                                new Target(
                                        each.owner(),
                                        each.labels(),
                                        each.containers().stream()
                                                .flatMap(c ->
                                                        c.field().get("ports").items().stream())
                                                .toList()))
                        .collect(groupingBy(each -> each.object().namespace()));
        for (Manifest monitor : tree.of(GROUP, "ServiceMonitor")) {
            monitor(tree, monitor, "endpoints", "Services", services, findings);
        }
        for (Manifest monitor : tree.of(GROUP, "PodMonitor")) {
            monitor(tree, monitor, "podMetricsEndpoints", "pods", pods, findings);
        }
        if (tree.isWhole()) {
            labels(tree, findings);
        }
    }

    private static void labels(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest object : tree.objects()) {
            if (object.group().equals(GROUP) && PICKED.contains(object.kind())) {
                label(object, "release", findings);
            }
        }
        for (Manifest map : tree.of("", "ConfigMap")) {
            if (map.root().get("data").fields().stream()
                    .anyMatch(each ->
                            each.key().endsWith(".json") && each.text().contains("\"panels\""))) {
                label(map, "grafana_dashboard", findings);
            }
        }
    }

    private static void label(Manifest object, String key, Consumer<Finding> findings) {
        if (!object.labels().containsKey(key)) {
            Field labels = object.metadata().get("labels");
            findings.accept(
                    object.finding(
                            RELEASE,
                            labels.exists() ? labels : object.metadata(),
                            "has no label " + key,
                            "label " + key));
        }
    }

    /**
     * @param key where the monitor lists what it scrapes
     * @param called what its targets are called
     */
    private static void monitor(
            ManifestSet tree,
            Manifest monitor,
            String key,
            String called,
            Map<String, List<Target>> targets,
            Consumer<Finding> findings) {
        Field selector = monitor.spec().get("selector");
        if (!selector.isMapping()) {
            return; // schema/required says so
        }
        List<Target> there = seen(tree, monitor, targets);
        List<Target> chosen =
                there.stream().filter(each -> Selector.matches(selector, each.labels())).toList();
        if (!chosen.isEmpty()) {
            if (tree.isWhole() || chosen.stream().anyMatch(each -> isOf(monitor, each))) {
                for (Field endpoint : monitor.spec().get(key).items()) {
                    port(monitor, endpoint.get("port"), called, chosen, findings);
                }
            }
            return;
        }
        List<Selection.Candidate> candidates =
                there.stream()
                        .map(each -> new Selection.Candidate(each.object(), each.labels()))
                        .toList();
        Selection.of(tree, monitor, selector)
                .fault(candidates)
                .ifPresent(severity ->
                        findings.accept(
                                monitor.finding(
                                                MONITOR,
                                                selector,
                                                "selects "
                                                        + Selector.text(selector)
                                                        + ", which none of the "
                                                        + there.size()
                                                        + " "
                                                        + called
                                                        + " there carries",
                                                "labels of "
                                                        + (called.equals("pods")
                                                                ? "pods"
                                                                : "a Service"))
                                        .as(severity)));
    }

    /**
     * In a part of a tree a target with the labels may be one of several, the others made
     * elsewhere; one of the monitor's own name, or of its file, is the one that is meant.
     */
    private static boolean isOf(Manifest monitor, Target target) {
        return target.object().name().equals(monitor.name())
                || target.object().root().source().file().equals(monitor.root().source().file());
    }

    private static void port(
            Manifest monitor,
            Field port,
            String called,
            List<Target> chosen,
            Consumer<Finding> findings) {
        Set<String> names = new TreeSet<>();
        chosen.stream().flatMap(Target::portNames).forEach(names::add);
        if (!port.isEmpty() && !names.contains(port.text()) && !Placeholder.isIn(port.text())) {
            findings.accept(
                    monitor.finding(
                            MONITOR_PORT,
                            port,
                            "port " + port.text() + " is in none of its " + called,
                            names.isEmpty() ? "a port with a name" : String.join(", ", names)));
        }
    }

    /** What it looks at: of its own namespace, of those that it names, or of all. */
    private static List<Target> seen(
            ManifestSet tree, Manifest monitor, Map<String, List<Target>> targets) {
        Field selector = monitor.spec().get("namespaceSelector");
        List<String> names = selector.get("matchNames").list();
        boolean own = names.isEmpty();
        boolean all =
                selector.get("any").isTrue()
                        || own && !tree.isWhole() && monitor.namespace().isEmpty();
        if (all) {
            return targets.values().stream().flatMap(List::stream).toList();
        }
        // What says no namespace may end up in any, but for a whole tree.
        return Stream.concat(
                        own ? Stream.of(monitor.namespace()) : names.stream(),
                        tree.isWhole() ? Stream.empty() : Stream.of(""))
                .distinct()
                .flatMap(each -> targets.getOrDefault(each, List.of()).stream())
                .toList();
    }

    /** What a monitor may select. */
    private record Target(Manifest object, Map<String, String> labels, List<Field> ports) {
        private Target {
            labels = Map.copyOf(labels);
            ports = List.copyOf(ports);
        }

        Stream<String> portNames() {
            return ports.stream().map(each -> each.get("name").text()).filter(n -> !n.isEmpty());
        }
    }
}
