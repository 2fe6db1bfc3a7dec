package dev.larry.contract;

import java.util.List;

/**
 * Every metric the agent exports, named once: dashboards, rules and the agent use these constants.
 * Names follow the Prometheus documentation, "Metric and label naming".
 */
public enum Metric {
    PHASE_PROGRESS(
            "larry_phase_progress",
            Type.GAUGE,
            "share of a Larry's tasks that are done, 0 to 1",
            "larry"),
    WORKERS_ACTIVE("larry_workers_active", Type.GAUGE, "workers that hold a lease", "larry"),
    TASKS_COMPLETED("larry_tasks_completed", Type.COUNTER, "tasks that ended", "larry", "state"),
    TASKS_TOTAL("larry_tasks", Type.GAUGE, "tasks of a Larry", "larry"),
    TOKENS_USED("larry_tokens_used", Type.COUNTER, "tokens spent", "larry", "holder"),
    TOKENS_BUDGET("larry_tokens_budget", Type.GAUGE, "tokens that may be spent", "larry", "holder"),
    TOKENS_RESERVED(
            "larry_tokens_reserved", Type.GAUGE, "tokens set aside by open reservations", "larry"),
    TOKENS_REFUSED("larry_tokens_refused", Type.COUNTER, "reservations refused", "larry", "level"),
    POOL_GRANTED(
            "larry_pool_granted_tokens",
            Type.COUNTER,
            "tokens granted from a master's pool",
            "larry",
            "master"),
    RESERVE_GRANTED(
            "larry_reserve_granted_tokens",
            Type.COUNTER,
            "tokens granted from the emergency reserve",
            "larry"),
    RESERVE_LEFT("larry_reserve_left_tokens", Type.GAUGE, "tokens left in the emergency reserve"),
    LEASES_ACQUIRED("larry_leases_acquired", Type.COUNTER, "leases granted", "larry"),
    LEASES_LOST("larry_leases_lost", Type.COUNTER, "leases that ended under their holder", "larry"),
    LEASE_SECONDS_LEFT(
            "larry_lease_seconds_left",
            Type.GAUGE,
            "seconds until a lease ends unless renewed",
            "larry",
            "task"),
    FENCE("larry_task_fence", Type.GAUGE, "the fence of a task", "larry", "task"),
    STALE_COMMITS(
            "larry_stale_commits_refused",
            Type.COUNTER,
            "commits refused for an old fence",
            "larry"),
    TASK_ATTEMPTS("larry_task_attempts", Type.GAUGE, "leases of a task so far", "larry", "task"),
    TASK_SECONDS(
            "larry_task_duration_seconds", Type.GAUGE, "how long a task took", "larry", "task"),
    EVENTS("larry_events", Type.COUNTER, "events written", "larry", "type"),
    EVENT_GAPS("larry_event_gaps", Type.COUNTER, "events known to be missing", "larry"),
    EPOCH("larry_epoch", Type.GAUGE, "how often Redis may have lost writes in this run, plus one"),
    FALLBACK(
            "larry_fallback_active",
            Type.GAUGE,
            "1 while a journal is kept because Redis is away",
            "larry"),
    REDIS_UP("larry_redis_up", Type.GAUGE, "1 while Redis takes writes"),
    REDIS_REPLICAS(
            "larry_redis_replicas_acknowledging", Type.GAUGE, "replicas that acknowledge writes"),
    RUN_STARTED("larry_run_started_seconds", Type.GAUGE, "when the run began, seconds since 1970"),
    RUN_WINDOW("larry_run_window_seconds", Type.GAUGE, "how long the run may take"),
    RUN_ACTIVE("larry_run_active", Type.GAUGE, "1 while the run is open"),
    BARRIER_ARRIVED("larry_barrier_arrived", Type.GAUGE, "phases that arrived at the barrier"),
    FINDINGS("larry_findings", Type.GAUGE, "findings that tasks reported", "larry", "severity"),
    INVENTORY("larry_inventory_items", Type.GAUGE, "items that tasks counted", "larry", "item");

    private final String base;
    private final Type type;
    private final String help;
    private final List<String> labels;

    Metric(String base, Type type, String help, String... labels) {
        this.base = base;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Types of metrics that the agent exports. */
    public enum Type {
        GAUGE,
        COUNTER
    }

    /** The name in queries; counters end in _total, as the text format has it. */
    public String query() {
        return type == Type.COUNTER ? base + "_total" : base;
    }

    /** The name without a counter's suffix. */
    public String base() {
        return base;
    }

    public Type type() {
        return type;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels;
    }
}
