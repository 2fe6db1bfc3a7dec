package dev.larry.check;

import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.ReadingRules;
import dev.larry.check.manifests.argo.ArgoRules;
import dev.larry.check.manifests.refs.RefsRules;
import dev.larry.check.manifests.schema.SchemaRules;
import dev.larry.check.manifests.security.SecurityRules;
import dev.larry.check.manifests.totals.QuotaRules;
import dev.larry.check.manifests.workload.ReliabilityRules;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;
import dev.larry.model.Finding;
import dev.larry.model.Findings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules of manifests, whoever wrote them, and the one list of what judges them. */
public final class ManifestRules {
    /** All of them. */
    public static final List<Rule> ALL =
            Stream.of(
                            ReadingRules.ALL,
                            SchemaRules.ALL,
                            SecurityRules.ALL,
                            RefsRules.ALL,
                            ReliabilityRules.ALL,
                            ArgoRules.ALL,
                            QuotaRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    private static final List<TreeCheck<ManifestSet>> CHECKS =
            Stream.of(
                            SchemaRules.CHECKS,
                            SecurityRules.CHECKS,
                            RefsRules.CHECKS,
                            ReliabilityRules.CHECKS,
                            ArgoRules.CHECKS,
                            QuotaRules.CHECKS)
                    .flatMap(List::stream)
                    .toList();

    private ManifestRules() {}

    /** Everything that is wrong with a tree, what reading it found included. */
    public static Findings judge(ManifestSet tree) {
        List<Finding> all = new ArrayList<>(tree.problems());
        CHECKS.forEach(check -> check.check(tree, each -> all.add(tree.judge(each))));
        return Findings.of(all);
    }
}
