package dev.larry.contract;

/** Ports that the agent serves. */
public final class Ports {
    /** Metrics, liveness and readiness of every role, on all addresses. */
    public static final int METRICS = 9464;

    /** The name of {@link #METRICS} in pods, Services and monitors (15 characters at most). */
    public static final String METRICS_NAME = "metrics";

    /** The observer's page. */
    public static final int PAGE = 8080;

    /** The name of {@link #PAGE}. */
    public static final String PAGE_NAME = "http";

    private Ports() {}
}
