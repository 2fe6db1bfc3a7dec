package dev.larry.agent.metrics;

import dev.larry.contract.Metric;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is measured at one moment, under the names of the contract; what is not measured is not
 * there.
 */
public final class Samples {
    private final Map<Metric, SortedMap<String, Sample>> byMetric = new EnumMap<>(Metric.class);

    private record Sample(Labels labels, double value) {}

    /** Adds a value; the labels' values in the order of the metric's labels. */
    public Samples add(Metric metric, double value, String... labels) {
        Labels named = Labels.of(metric.labels().toArray(String[]::new), labels);
        byMetric.computeIfAbsent(metric, unused -> new TreeMap<>())
                .put(String.join("\u0000", labels), new Sample(named, value));
        return this;
    }

    /** As the library writes them. */
    MetricSnapshots snapshots() {
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        byMetric.forEach((metric, samples) -> {
            switch (metric.type()) {
                case GAUGE -> snapshots.metricSnapshot(gauge(metric, samples));
                case COUNTER -> snapshots.metricSnapshot(counter(metric, samples));
            }
        });
        return snapshots.build();
    }

    private static GaugeSnapshot gauge(Metric metric, SortedMap<String, Sample> samples) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(metric.base()).help(metric.help());
        samples.values()
                .forEach(sample ->
                        gauge.dataPoint(
                                GaugeDataPointSnapshot.builder()
                                        .labels(sample.labels())
                                        .value(sample.value())
                                        .build()));
        return gauge.build();
    }

    private static CounterSnapshot counter(Metric metric, SortedMap<String, Sample> samples) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(metric.base()).help(metric.help());
        samples.values()
                .forEach(sample ->
                        counter.dataPoint(
                                CounterDataPointSnapshot.builder()
                                        .labels(sample.labels())
                                        .value(sample.value())
                                        .build()));
        return counter.build();
    }
}
