package dev.larry.check.report;

import dev.larry.check.rule.Rule;
import dev.larry.model.Findings;

import java.util.List;

/**
 * What a check came to.
 *
 * @param judged what was judged, as it was named: environments, or paths of manifests
 * @param objects how many Kubernetes objects were judged
 * @param rules all that could have been broken
 * @param version of larry
 */
public record CheckReport(
        List<String> judged, int objects, Findings findings, List<Rule> rules, String version) {
    public CheckReport {
        judged = List.copyOf(judged);
        rules = List.copyOf(rules);
    }
}
