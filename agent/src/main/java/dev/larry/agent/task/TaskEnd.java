package dev.larry.agent.task;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

/**
 * How this process's part in a task ended.
 *
 * @param code what a worker ends with
 * @param message in one line
 * @param quiet whether the message is no complaint
 */
public record TaskEnd(ExitCode code, String message, boolean quiet) {
    static TaskEnd done(String message) {
        return new TaskEnd(ExitCode.DONE, message, true);
    }

    static TaskEnd failed(ExitCode code, String task, String reason) {
        return new TaskEnd(code, "task " + task + ": " + reason, false);
    }

    /** The code to end with; where there is something to complain of, by this exception. */
    public ExitCode orThrow() {
        if (!quiet) {
            throw new AgentException(code, message);
        }
        return code;
    }
}
