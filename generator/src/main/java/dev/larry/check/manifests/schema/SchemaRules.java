package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;

import java.util.List;
import java.util.stream.Stream;

/** The rules of this package, and what judges them. */
public final class SchemaRules {
    public static final List<Rule> ALL =
            Stream.of(
                            QuantityRules.ALL,
                            NameRules.ALL,
                            ShapeRules.ALL,
                            RangeRules.ALL,
                            ApiVersionRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    public static final List<TreeCheck<ManifestSet>> CHECKS =
            List.of(
                    QuantityRules::check,
                    NameRules::check,
                    ShapeRules::check,
                    RangeRules::check,
                    ApiVersionRules::check);

    private SchemaRules() {}
}
