package dev.larry.render;

import dev.larry.contract.Metric;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A query over one metric, which can only be asked for labels that the agent exports with it.
 *
 * <p>Several agents may export the same value (the ledger's, say), so gauges and whole totals are
 * taken as the greatest over all of them, and only increases are added up.
 */
record Promql(Metric metric, SortedMap<String, String> matchers) {
    Promql {
        matchers.keySet().forEach(label -> known(metric, label));
    }

    static Promql of(Metric metric) {
        return new Promql(metric, new TreeMap<>());
    }

    /** Only where a label has this value. */
    Promql where(String label, String value) {
        TreeMap<String, String> all = new TreeMap<>(matchers);
        all.put(label, value);
        return new Promql(metric, all);
    }

    /** The value, one per combination of these labels. */
    String max(String... by) {
        return aggregate("max", by, selector());
    }

    /** The least value, one per combination of these labels. */
    String min(String... by) {
        return aggregate("min", by, selector());
    }

    /** A total over {@code within}'s further labels, each counted once. */
    String sumOfMax(List<String> by, List<String> within) {
        return aggregate("sum", by.toArray(String[]::new), max(within.toArray(String[]::new)));
    }

    /** How much a counter rose over a range such as 10m. */
    String increase(String range, String... by) {
        if (metric.type() != Metric.Type.COUNTER) {
            throw new IllegalArgumentException(metric + " is no counter");
        }
        return aggregate("sum", by, "increase(" + selector() + "[" + range + "])");
    }

    private String aggregate(String operator, String[] by, String inner) {
        for (String label : by) {
            known(metric, label);
        }
        return by.length == 0
                ? operator + "(" + inner + ")"
                : operator + " by (" + String.join(", ", by) + ") (" + inner + ")";
    }

    private String selector() {
        return matchers.isEmpty()
                ? metric.query()
                : matchers.entrySet().stream()
                        .map(Promql::matcher)
                        .collect(Collectors.joining(", ", metric.query() + "{", "}"));
    }

    private static String matcher(Map.Entry<String, String> matcher) {
        String value = matcher.getValue().replace("\\", "\\\\").replace("\"", "\\\"");
        return matcher.getKey() + "=\"" + value + "\"";
    }

    private static void known(Metric metric, String label) {
        if (!metric.labels().contains(label)) {
            throw new IllegalArgumentException(metric + " has no label " + label);
        }
    }
}
