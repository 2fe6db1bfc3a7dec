package dev.larry.agent.task;

/** How a command ended, or why it was stopped. */
sealed interface Ended {
    /** By itself. */
    record Exited(int code) implements Ended {}

    /** Its time was up. */
    record TimedOut() implements Ended {}

    /** The lease ended under it. */
    record LeaseLost(String reason) implements Ended {}

    /** The agent was told to stop. */
    record Stopped() implements Ended {}
}
