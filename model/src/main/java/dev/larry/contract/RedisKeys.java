package dev.larry.contract;

import org.jspecify.annotations.Nullable;

/**
 * Every key and channel name of a run, once. All keys share one hash tag, so that scripts may touch
 * several.
 */
public record RedisKeys(String run) {
    /** Wake-up channel for ordinary events. */
    public static final String COORDINATION = "larry:coordination";

    /** Wake-up channel for events that people should see. */
    public static final String ALERTS = "larry:alerts";

    /** Matches every key of every run, as SCAN takes it. */
    public static final String ALL = "{larry:*}:*";

    private static final String HEAD = "{larry:";
    private static final String TAIL = "}:";

    private String key(String rest) {
        return HEAD + run + TAIL + rest;
    }

    /**
     * Matches every key of the run, as SCAN takes it: a run's id has nothing that is special there.
     */
    public String all() {
        return key("*");
    }

    /** The run that a key belongs to; none where it is no key of ours. */
    public static @Nullable String runOf(String key) {
        int end = key.indexOf(TAIL);
        return key.startsWith(HEAD) && end > HEAD.length()
                ? key.substring(HEAD.length(), end)
                : null;
    }

    /** Hash: the run's epoch and the server that it was raised for. */
    public String run() {
        return key("run");
    }

    /** Hash: one Larry's phase. */
    public String phase(String larry) {
        return key("phase:" + larry);
    }

    /** Hash: a task's state as Redis knows it. */
    public String task(String id) {
        return key("task:" + id);
    }

    /** Text with expiry: who may do the task now. */
    public String lease(String id) {
        return key("task:" + id + ":lease");
    }

    /** Hash: a worker's last word. */
    public String worker(String id) {
        return key("worker:" + id);
    }

    /** Hash: tokens of a node of the ledger's tree. */
    public String tokens(String node) {
        return key("tokens:" + node);
    }

    /** Hash: one reservation of tokens. */
    public String reservation(String id) {
        return key("reservation:" + id);
    }

    /** Sorted set: open reservations by their deadline. */
    public String reservations() {
        return key("reservations");
    }

    /** Hash: the barrier of a generation. */
    public String barrier(int generation) {
        return key("barrier:" + generation);
    }

    /** Hash: what the meta-coordinator said once. */
    public String convergence() {
        return key("convergence");
    }

    /** Stream: every event of the run. */
    public String events() {
        return key("events");
    }

    /** Hash: one Larry's metrics. */
    public String metrics(String larry) {
        return key("metrics:" + larry);
    }
}
