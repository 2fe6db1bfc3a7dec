package dev.larry.check.report;

import dev.larry.check.exceptions.Excepted;
import dev.larry.check.rule.Rule;
import dev.larry.model.Findings;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a check came to.
 *
 * @param environments the names of those judged
 * @param trees the paths of manifests judged, as they were named
 * @param objects how many Kubernetes objects were judged
 * @param excepted what was found and is accepted; it is not among the findings
 * @param withoutSchema how many of the objects no pinned schema judged, by {@code apiVersion Kind}
 * @param rules all that could have been broken
 * @param version of larry
 */
public record CheckReport(
        List<String> environments,
        List<String> trees,
        int objects,
        Findings findings,
        List<Excepted> excepted,
        SortedMap<String, Integer> withoutSchema,
        List<Rule> rules,
        String version) {
    public CheckReport {
        environments = List.copyOf(environments);
        trees = List.copyOf(trees);
        excepted = List.copyOf(excepted);
        withoutSchema = Collections.unmodifiableSortedMap(new TreeMap<>(withoutSchema));
        rules = List.copyOf(rules);
    }

    /** How many objects no schema judged. */
    int unjudged() {
        return withoutSchema.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What to say of them in a line; empty where there are none. */
    String unjudgedLine() {
        return withoutSchema.isEmpty()
                ? ""
                : "no schema is pinned for "
                        + withoutSchema.entrySet().stream()
                                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                                .collect(Collectors.joining(", "));
    }
}
