package dev.larry.check.fleet;

import dev.larry.check.rule.FleetCheck;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every check of a fleet, in the one explicit list. */
public final class FleetChecks {
    private static final List<FleetCheck> CHECKS =
            List.of(
                    new TokensCheck(),
                    new TimelineCheck(),
                    new TotalsCheck(),
                    new FitCheck(),
                    new ImagesCheck());

    /** The rules of these checks. */
    public static final List<Rule> RULES =
            Stream.of(
                            OverflowCheck.RULES,
                            TokensCheck.RULES,
                            TimelineCheck.RULES,
                            TotalsCheck.RULES,
                            FitCheck.RULES,
                            ImagesCheck.RULES)
                    .flatMap(List::stream)
                    .toList();

    private FleetChecks() {}

    /**
     * All that is to be said of a fleet. Where sums overflow, nothing else is: see {@link #sums}.
     */
    public static Findings of(Fleet fleet, Places places) {
        Findings sums = sums(fleet, places);
        if (sums.block()) {
            return sums;
        }
        List<Finding> found = new ArrayList<>();
        CHECKS.forEach(check -> check.check(fleet, places, found::add));
        return Findings.of(found);
    }

    /** Whether a fleet can be added up: without that it cannot be rendered either. */
    public static Findings sums(Fleet fleet, Places places) {
        List<Finding> found = new ArrayList<>();
        new OverflowCheck().check(fleet, places, found::add);
        return Findings.of(found);
    }

    /**
     * What finds no room, in words, one line for each set of pods; none: everything fits. For nodes
     * as they are at a moment, which no file says.
     */
    public static List<String> room(Fleet fleet) {
        return FitCheck.words(fleet);
    }
}
