package dev.larry.agent.task;

import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.AgentSettings.TaskSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A task and whose it is.
 *
 * @param name of the worker or master
 * @param tokens its own
 * @param timeout after which it is stopped, counted from its lease
 * @param after tasks that must be done before
 */
public record Assignment(
        String name,
        boolean master,
        TaskSettings task,
        Command command,
        Tokens tokens,
        Duration timeout,
        List<String> after) {
    public Assignment {
        after = List.copyOf(after);
    }

    /** A worker's; settings whose task cannot be run end the agent. */
    public static Assignment of(WorkerSettings worker) {
        return new Assignment(
                worker.name(),
                false,
                worker.task(),
                Command.of(worker.task(), "worker.task"),
                worker.tokens(),
                worker.timeout(),
                worker.after());
    }

    /**
     * A master's program, if it has one.
     *
     * @param window of its Larry, for it may take that long
     */
    public static Optional<Assignment> of(MasterSettings master, Duration window) {
        TaskSettings task = master.task();
        return task == null
                ? Optional.empty()
                : Optional.of(
                        new Assignment(
                                master.name(),
                                true,
                                task,
                                Command.of(task, "coordinator.masters." + master.name() + ".task"),
                                master.tokens(),
                                window,
                                List.of()));
    }

    /** Whose tokens it draws. */
    TokenPath path(TaskContext context) {
        String larry = context.larry().name();
        return master ? TokenPath.master(larry, name) : TokenPath.worker(larry, name);
    }

    /** The task's id. */
    public String id() {
        return task.id();
    }
}
