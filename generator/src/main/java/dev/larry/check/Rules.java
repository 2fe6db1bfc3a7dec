package dev.larry.check;

import dev.larry.check.exceptions.ExceptionRules;
import dev.larry.check.fleet.FleetChecks;
import dev.larry.check.rule.Rule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every rule there is, in order of id. A group of rules gets a line here; nothing is scanned. */
public final class Rules {
    /** All of them. */
    public static final List<Rule> ALL =
            Stream.of(
                            InputRules.ALL,
                            FleetChecks.RULES,
                            ManifestRules.ALL,
                            TreeRules.ALL,
                            ExceptionRules.ALL)
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(Rule::id))
                    .toList();

    private Rules() {}

    /** The rule of an id. */
    public static Optional<Rule> of(String id) {
        return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
