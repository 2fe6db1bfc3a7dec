package dev.larry.contract;

/** Environment variables that a task's command gets. */
public enum Variables {
    LARRY_RUN("the run's id"),
    LARRY_NAME("the Larry's name"),
    LARRY_WORKER("the worker's name"),
    LARRY_TASK("the task's id"),
    LARRY_FENCE("the fence of this attempt"),
    LARRY_ATTEMPT("which attempt this is, from 1"),
    LARRY_TOKENS("the worker's tokens"),
    LARRY_DEADLINE("the instant at which the command is stopped, ISO 8601"),
    LARRY_RESULT("the file to write the TaskResult to"),
    LARRY_WORK("a writable directory of this attempt"),
    LARRY_VOLUME("the Larry's volume"),
    LARRY_TOKENS_URL("where tokens are reserved and settled, on this pod's loopback address"),
    LARRY_TOKENS_KEY("what the endpoint of LARRY_TOKENS_URL is told, of this attempt only"),
    LARRY_LLM_URL("the LLM endpoint, where there is one"),
    LARRY_LLM_KEY("the key of the LLM endpoint, where a Secret is named");

    private final String meaning;

    Variables(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
