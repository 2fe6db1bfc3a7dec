package dev.larry.check.fleet;

import dev.larry.check.rule.FleetCheck;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Fleet;
import dev.larry.model.Totals;

import java.util.List;
import java.util.function.Consumer;

/** That sums are numbers at all: everything else adds up without a fear of overflow. */
final class OverflowCheck implements FleetCheck {
    static final Rule OVERFLOW =
            Rule.error(
                    "totals/overflow",
                    "All sums over a fleet are below 2^63.",
                    "Kubernetes and the ledger count in 64 bits: a sum past that would wrap or be"
                            + " capped in silence.",
                    "correct the unit of the value that is far too large",
                    "Kubernetes API documentation, \"Quantity\" (no number may pass 2^63-1)");

    static final List<Rule> RULES = List.of(OVERFLOW);

    @Override
    public void check(Fleet fleet, Places places, Consumer<Finding> findings) {
        try {
            Totals.of(fleet);
        } catch (ArithmeticException e) {
            findings.accept(
                    OVERFLOW.at(
                            places.of("larrys"),
                            "tokens, CPU, memory or volumes add up past 2^63 - 1",
                            "sums up to 9,223,372,036,854,775,807"));
        }
    }
}
