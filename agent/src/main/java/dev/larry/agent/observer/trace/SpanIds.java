package dev.larry.agent.observer.trace;

import dev.larry.contract.Sha256;

import java.nio.charset.StandardCharsets;

/**
 * Ids that follow from what they name, so that an observer that is restarted sends the same trace
 * again and not a second one. Lengths as in W3C "Trace Context".
 */
final class SpanIds {
    private static final int TRACE = 32;
    private static final int SPAN = 16;

    private final String run;

    /**
     * @param run the environment and the run's id
     */
    SpanIds(String run) {
        this.run = run;
    }

    String trace() {
        return digits("trace", TRACE);
    }

    /** The id of what is unique in its run under this name. */
    String span(String name) {
        return digits("span " + name, SPAN);
    }

    private String digits(String name, int length) {
        return Sha256.of((run + "\n" + name).getBytes(StandardCharsets.UTF_8)).substring(0, length);
    }
}
