package dev.larry.check.report;

import dev.larry.check.rule.Rule;
import dev.larry.model.Findings;

import java.util.List;

/**
 * What a check came to.
 *
 * @param environments the names of those judged
 * @param trees the paths of manifests judged, as they were named
 * @param objects how many Kubernetes objects were judged
 * @param rules all that could have been broken
 * @param version of larry
 */
public record CheckReport(
        List<String> environments,
        List<String> trees,
        int objects,
        Findings findings,
        List<Rule> rules,
        String version) {
    public CheckReport {
        environments = List.copyOf(environments);
        trees = List.copyOf(trees);
        rules = List.copyOf(rules);
    }
}
