package dev.larry.check.rule;

import dev.larry.model.Finding;
import dev.larry.model.Fleet;

import java.util.function.Consumer;

/** A pure check of a fleet: no clock, no disk, no order of its own. */
@FunctionalInterface
public interface FleetCheck {
    /** Says what is wrong, in any order; whoever collects sorts. */
    void check(Fleet fleet, Places places, Consumer<Finding> findings);
}
