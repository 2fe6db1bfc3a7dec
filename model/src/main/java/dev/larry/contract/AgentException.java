package dev.larry.contract;

/** What ends an agent: how it ends, and why in one line for whoever reads the pod's log. */
public final class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public AgentException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public AgentException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
