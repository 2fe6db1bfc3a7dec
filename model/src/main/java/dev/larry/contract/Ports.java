package dev.larry.contract;

/** Ports that the agent serves. */
public final class Ports {
    /** Metrics, liveness and readiness of every role, on all addresses. */
    public static final int METRICS = 9464;

    /** The name of {@link #METRICS} in pods, Services and monitors (15 characters at most). */
    public static final String METRICS_NAME = "metrics";

    /**
     * Behind it, at the meta-coordinator's {@link #METRICS} port, come the ids of runs whose report
     * data it keeps.
     */
    public static final String REPORTS = "reports/";

    /** The observer's page. */
    public static final int PAGE = 8080;

    /** The name of {@link #PAGE}. */
    public static final String PAGE_NAME = "http";

    private Ports() {}
}
