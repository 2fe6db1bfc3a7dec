package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;

import java.util.List;
import java.util.stream.Stream;

/** The rules of this package, and what judges them. */
public final class RefsRules {
    public static final List<Rule> ALL =
            Stream.of(
                            PodRefs.ALL,
                            ServiceRefs.ALL,
                            MonitorRefs.ALL,
                            IngressRefs.ALL,
                            AccessRefs.ALL,
                            LlmRefs.ALL,
                            ProjectRefs.ALL)
                    .flatMap(List::stream)
                    .toList();

    public static final List<TreeCheck<ManifestSet>> CHECKS =
            List.of(
                    PodRefs::check,
                    ServiceRefs::check,
                    MonitorRefs::check,
                    IngressRefs::check,
                    AccessRefs::check,
                    LlmRefs::check,
                    ProjectRefs::check);

    private RefsRules() {}
}
