package dev.larry.agent.report;

import dev.larry.agent.metrics.Samples;
import dev.larry.contract.Happening;
import dev.larry.contract.Metric;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tasks found and counted: findings by severity, and the latest value of each metric they
 * named. A task that is done again says the same again, so findings are told apart by their title.
 */
public final class Heard {
    /** Series of one Larry; a task that names more is cut off rather than Prometheus drowned. */
    private static final int SERIES = 200;

    private final Map<String, Map<String, String>> findings = new TreeMap<>();
    private final Map<String, Map<String, Double>> items = new TreeMap<>();

    synchronized void add(Happening event) {
        if (event.larry() == null) {
            return;
        }
        if (event.data().get("finding") instanceof Map<?, ?> finding) {
            String severity =
                    finding.get("severity") instanceof String text
                            ? text.toLowerCase(Locale.ROOT)
                            : "unknown";
            findings.computeIfAbsent(event.larry(), unused -> new TreeMap<>())
                    .put(event.task() + " " + finding.get("title"), severity);
        }
        if (event.data().get("metric") instanceof Map<?, ?> metric
                && metric.get("value") instanceof Number value) {
            Map<String, Double> named =
                    items.computeIfAbsent(event.larry(), unused -> new TreeMap<>());
            String name = String.valueOf(metric.get("name"));
            if (named.size() < SERIES || named.containsKey(name)) {
                named.put(name, value.doubleValue());
            }
        }
    }

    /** Adds what one Larry's tasks said. */
    public synchronized void addTo(Samples samples, String larry) {
        Map<String, Integer> bySeverity = new TreeMap<>();
        findings.getOrDefault(larry, Map.of())
                .values()
                .forEach(severity -> bySeverity.merge(severity, 1, Integer::sum));
        int[] series = {0};
        bySeverity.forEach((severity, number) -> {
            if (series[0]++ < SERIES) {
                samples.add(Metric.FINDINGS, number, larry, severity);
            }
        });
        items.getOrDefault(larry, Map.of())
                .forEach((item, value) -> samples.add(Metric.INVENTORY, value, larry, item));
    }
}
