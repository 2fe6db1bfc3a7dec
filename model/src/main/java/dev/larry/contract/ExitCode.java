package dev.larry.contract;

/**
 * How an agent ends; the Job's podFailurePolicy is rendered from {@link #retry()}.
 *
 * <p>Codes lie above those that shells and the kernel use for themselves below 10 and from 125 on.
 */
public enum ExitCode {
    DONE(
            0,
            true,
            "the task is committed, by this worker or another, or the run is over",
            "nothing"),
    TASK_FAILED(
            20, true, "the task's command failed and may be tried again", "read the program's log"),
    TASK_DEAD(
            21,
            false,
            "the task failed as often as it may, or cannot ever succeed",
            "read the reason in the task's record, correct the cause, start a new run"),
    LEASE_LOST(
            22,
            true,
            "the lease ended under the worker; another holds the task",
            "nothing if it is rare; else look at the network to Redis and at throttled CPU"),
    REDIS_AWAY(
            23,
            true,
            "Redis could not be reached in time",
            "look at Redis and at the NetworkPolicies"),
    JOURNAL_FULL(
            24,
            false,
            "no room for the journal; nothing more could be kept",
            "make room on the Larry's volume"),
    STOPPED(
            25,
            true,
            "told to stop (SIGTERM) before the task ended",
            "nothing if a node was drained or the run was stopped"),
    RECORDS_AWAY(
            26,
            true,
            "the task records could not be reached in time",
            "look at the API server and at the NetworkPolicies"),
    BAD_SETTINGS(
            30,
            false,
            "the settings file is missing or wrong",
            "render again; the image's agent and the tree must be of one version"),
    BAD_REDIS(
            31,
            false,
            "Redis refused: password, TLS, version or role",
            "see the Secret and the ACL in SECRETS.md"),
    NO_PERMISSION(
            32,
            false,
            "the API server or a volume refused",
            "compare the Role with PLAN.md; see the volume's owner"),
    BAD_COMMAND(
            33,
            false,
            "the task's command does not exist or cannot be started",
            "correct the task's command or the image"),
    BAD_RESULT(
            34,
            false,
            "the task's result is not what the contract says",
            "correct what the program writes to LARRY_RESULT");

    private final int code;
    private final boolean retry;
    private final String meaning;
    private final String remedy;

    ExitCode(int code, boolean retry, String meaning, String remedy) {
        this.code = code;
        this.retry = retry;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public int code() {
        return code;
    }

    /** Whether another pod may try again. */
    public boolean retry() {
        return retry;
    }

    public String meaning() {
        return meaning;
    }

    /** What a person is to do about it. */
    public String remedy() {
        return remedy;
    }
}
