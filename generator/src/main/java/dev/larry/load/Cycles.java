package dev.larry.load;

import dev.larry.model.Finding;
import dev.larry.model.Fleet;
import dev.larry.model.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tasks that wait for each other, so that none of them would ever start. */
final class Cycles {
    private Cycles() {}

    /** One finding a cycle, at the {@code after} of its first worker. */
    static List<Finding> of(Fleet fleet, Sources sources) {
        List<Finding> findings = new ArrayList<>();
        if (Timeline.of(fleet) instanceof Timeline.Cyclic cyclic) {
            for (Timeline.Cycle cycle : cyclic.cycles()) {
                Timeline.Place first = cycle.places().getFirst();
                String chain =
                        cycle.places().stream()
                                .map(Timeline.Place::toString)
                                .collect(Collectors.joining(" -> ", "", " -> " + first));
                findings.add(
                        Finding.error(
                                "timeline/cycle",
                                sources.of(
                                        "larrys["
                                                + first.larry()
                                                + "].workers["
                                                + first.worker()
                                                + "].after"),
                                "tasks wait for each other: " + chain,
                                "a task starts when those in its after are done",
                                "remove one of these after"));
            }
        }
        return findings;
    }
}
