package dev.larry.contract;

/**
 * How an agent ends; the Job's podFailurePolicy is rendered from {@link #retry()}.
 *
 * <p>Codes lie above those that shells and the kernel use for themselves below 10 and from 125 on.
 */
public enum ExitCode {
    DONE(0, true, "the task is committed, by this worker or another, or the run is over"),
    TASK_FAILED(20, true, "the task's command failed and may be tried again"),
    TASK_DEAD(21, false, "the task failed as often as it may, or cannot ever succeed"),
    LEASE_LOST(22, true, "the lease ended under the worker; another holds the task"),
    REDIS_AWAY(23, true, "Redis could not be reached in time"),
    JOURNAL_FULL(24, false, "no room for the journal; nothing more could be kept"),
    STOPPED(25, true, "told to stop (SIGTERM) before the task ended"),
    RECORDS_AWAY(26, true, "the task records could not be reached in time"),
    BAD_SETTINGS(30, false, "the settings file is missing or wrong"),
    BAD_REDIS(31, false, "Redis refused: password, TLS, version or role"),
    NO_PERMISSION(32, false, "the API server or a volume refused"),
    BAD_COMMAND(33, false, "the task's command does not exist or cannot be started"),
    BAD_RESULT(34, false, "the task's result is not what the contract says");

    private final int code;
    private final boolean retry;
    private final String meaning;

    ExitCode(int code, boolean retry, String meaning) {
        this.code = code;
        this.retry = retry;
        this.meaning = meaning;
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
}
