package dev.larry.check.manifests.workload;

import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;

import java.util.List;
import java.util.stream.Stream;

/** What is valid, and yet will not run well: the rules of this package, and what judges them. */
public final class ReliabilityRules {
    public static final List<Rule> ALL =
            Stream.of(
                            ProbeRules.ALL,
                            PlacementRules.ALL,
                            BudgetRules.ALL,
                            ResourceRules.ALL,
                            JobRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    public static final List<TreeCheck<ManifestSet>> CHECKS =
            List.of(
                    ProbeRules::check,
                    PlacementRules::check,
                    BudgetRules::check,
                    ResourceRules::check,
                    JobRules::check);

    private ReliabilityRules() {}
}
