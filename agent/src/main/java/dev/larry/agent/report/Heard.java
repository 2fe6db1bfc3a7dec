package dev.larry.agent.report;

import dev.larry.agent.metrics.Samples;
import dev.larry.contract.Happening;
import dev.larry.contract.Metric;
import dev.larry.contract.RunReport.Found;
import dev.larry.contract.RunReport.Measured;
import dev.larry.contract.RunState.Count;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What tasks found and counted. A task that is done again says the same again: findings are told
 * apart by task, severity and title, and of a metric the latest value counts.
 */
public final class Heard {
    /** Findings that are kept; what is beyond them is in the stream. */
    private static final int FINDINGS = 10_000;

    /** Series of one Larry; a task that names more is cut off rather than Prometheus drowned. */
    private static final int SERIES = 200;

    private final SequencedMap<String, Found> findings = new LinkedHashMap<>();
    private final Map<String, SequencedMap<String, Measured>> measures = new TreeMap<>();

    synchronized void add(Happening event) {
        String larry = event.larry();
        String task = event.task();
        if (larry == null || task == null) {
            return;
        }
        if (event.data().get("finding") instanceof Map<?, ?> said) {
            Found finding = finding(event, larry, task, said);
            String key = task + "\u0000" + finding.severity() + "\u0000" + finding.title();
            if (findings.size() < FINDINGS) {
                findings.putIfAbsent(key, finding);
            }
        }
        if (event.data().get("metric") instanceof Map<?, ?> said
                && said.get("value") instanceof Number value) {
            SequencedMap<String, Measured> named =
                    measures.computeIfAbsent(larry, none -> new LinkedHashMap<>());
            String name = String.valueOf(said.get("name"));
            if (named.size() < SERIES || named.containsKey(name)) {
                String unit = said.get("unit") instanceof String text ? text : null;
                named.put(name, new Measured(larry, task, name, value.doubleValue(), unit));
            }
        }
    }

    private static Found finding(Happening event, String larry, String task, Map<?, ?> said) {
        Map<String, Object> data = new TreeMap<>();
        said.forEach((name, value) -> {
            if (value != null) {
                data.put(String.valueOf(name), value);
            }
        });
        String severity =
                data.get("severity") instanceof String text
                        ? text.toLowerCase(Locale.ROOT)
                        : Found.UNKNOWN;
        return new Found(
                event.at(), larry, task, severity, String.valueOf(data.get("title")), data);
    }

    synchronized List<Found> findings() {
        return List.copyOf(findings.values());
    }

    synchronized List<Measured> measures() {
        return measures.values().stream().flatMap(named -> named.values().stream()).toList();
    }

    synchronized List<Count> bySeverity() {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (Found finding : findings.values()) {
            counts.computeIfAbsent(finding.larry(), none -> new TreeMap<>())
                    .merge(finding.severity(), 1, Integer::sum);
        }
        List<Count> all = new ArrayList<>();
        counts.forEach((larry, bySeverity) ->
                bySeverity.entrySet().stream()
                        .limit(SERIES)
                        .forEach(count ->
                                all.add(new Count(larry, count.getKey(), count.getValue()))));
        return all;
    }

    synchronized List<Count> inventory() {
        return measures().stream()
                .map(measured -> new Count(measured.larry(), measured.name(), measured.value()))
                .toList();
    }

    /** Adds what one Larry's tasks said. */
    public void addTo(Samples samples, String larry) {
        add(samples, Metric.FINDINGS, larry, bySeverity());
        add(samples, Metric.INVENTORY, larry, inventory());
    }

    private static void add(Samples samples, Metric metric, String larry, List<Count> counts) {
        for (Count count : counts) {
            if (count.larry().equals(larry)) {
                samples.add(metric, count.number(), larry, count.what());
            }
        }
    }
}
