package dev.larry.contract;

import java.util.Locale;

/** Kinds of events; the names on the wire are lower case. */
public enum EventKind {
    PHASE_STARTED("a Larry's phase began", false),
    PROGRESS_UPDATE("a task reported progress", false),
    PHASE_COMPLETE("a Larry's phase ended", false),
    TASK_CONFLICT("a task was already another's", false),
    WORKER_FAILURE("a worker failed", true),
    PHASE_STALLED("a task could begin long ago and nobody has begun it", true),
    CRITICAL_CVE("a task found a critical CVE", true),
    ROLLBACK_INITIATED("a task rolls back what it did", true),
    LEASE_LOST("a lease ended under its holder", true),
    RESERVE_GRANTED("tokens of the emergency reserve were granted", true),
    POOL_GRANTED("tokens of a master's pool were granted", false),
    EPOCH_CHANGED("Redis may have lost writes; state was rebuilt", true),
    FALLBACK_ENTERED("Redis is away; a journal is kept", true),
    FALLBACK_MERGED("a journal was replayed", false),
    TOKENS_REQUESTED("a holder asks for tokens beyond its own", false),
    TOKENS_REFUSED("pools and reserve had nothing left for a request", true),
    BARRIER_OPENED("all phases have arrived", false),
    CONVERGENCE_OPENED("the phases' reports are being joined", false),
    RUN_COMPLETE("the run's report is written", false);

    private final String meaning;
    private final boolean alert;

    EventKind(String meaning, boolean alert) {
        this.meaning = meaning;
        this.alert = alert;
    }

    public String meaning() {
        return meaning;
    }

    /** Whether it is also announced on {@link RedisKeys#ALERTS}. */
    public boolean alert() {
        return alert;
    }

    /** Whether a task's command may say it: its own work, never leases, phases or the reserve. */
    public boolean taskMaySay() {
        return this == CRITICAL_CVE || this == ROLLBACK_INITIATED;
    }

    /** The name on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
