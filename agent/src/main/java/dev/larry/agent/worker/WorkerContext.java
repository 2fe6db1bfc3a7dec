package dev.larry.agent.worker;

import dev.larry.agent.task.Assignment;
import dev.larry.agent.task.TaskContext;
import dev.larry.contract.AgentSettings.WorkerSettings;

import java.util.List;

/**
 * What a worker works with.
 *
 * @param own its task
 * @param worker its settings
 * @param colleagues those whose tasks it may take over
 */
public record WorkerContext(
        TaskContext tasks, Assignment own, WorkerSettings worker, List<WorkerSettings> colleagues) {
    public WorkerContext {
        colleagues = List.copyOf(colleagues);
    }
}
