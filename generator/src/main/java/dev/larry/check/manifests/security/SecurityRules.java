package dev.larry.check.manifests.security;

import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;

import java.util.List;
import java.util.stream.Stream;

/** The rules of this package, and what judges them. */
public final class SecurityRules {
    public static final List<Rule> ALL =
            Stream.of(PodSecurityRules.ALL, AccessRules.ALL, ImageRules.ALL, SecretRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    public static final List<TreeCheck<ManifestSet>> CHECKS =
            List.of(PodSecurity::check, AccessRules::check, ImageRules::check, SecretRules::check);

    private SecurityRules() {}
}
