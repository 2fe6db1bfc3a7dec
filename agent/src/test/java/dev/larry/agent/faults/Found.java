package dev.larry.agent.faults;

import java.util.ArrayList;
import java.util.List;

/** What one repeat of a fault came to: what was judged, and what must hold besides. */
final class Found {
    private final Judgement judgement;
    private final long recoveryMillis;
    private final List<String> failures = new ArrayList<>();

    /**
     * @param recoveryMillis how long it took to go on; negative where nothing says
     */
    Found(Judgement judgement, long recoveryMillis) {
        this.judgement = judgement;
        this.recoveryMillis = recoveryMillis;
        judgement.violations().forEach(violation -> failures.add(violation.toString()));
        failures.addAll(judgement.troubles());
    }

    /** Something that must hold after this fault. */
    Found must(String what, boolean holds) {
        if (!holds) {
            failures.add("not: " + what);
        }
        return this;
    }

    Judgement judgement() {
        return judgement;
    }

    long recoveryMillis() {
        return recoveryMillis;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
