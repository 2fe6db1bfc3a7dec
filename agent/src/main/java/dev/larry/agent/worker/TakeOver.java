package dev.larry.agent.worker;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.task.Assignment;
import dev.larry.agent.task.TaskContext;
import dev.larry.agent.task.TaskEnd;
import dev.larry.agent.task.TaskRunner;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes over tasks that were begun and dropped, for a worker that waits for others: those of
 * colleagues that its settings name, where its own task still fits into the window afterwards.
 */
final class TakeOver {
    private final TaskContext context;
    private final Duration own;
    private final List<Offer> offers = new ArrayList<>();

    private record Offer(WorkerSettings worker, TaskRunner runner) {}

    TakeOver(WorkerContext context) {
        this.context = context.tasks();
        this.own = context.worker().expected();
        for (WorkerSettings colleague : context.colleagues()) {
            offers.add(
                    new Offer(colleague, new TaskRunner(this.context, Assignment.of(colleague))));
        }
    }

    /** Does one dropped task, if there is one. */
    void look(RunRecord run) throws InterruptedException {
        Duration left = context.runs().left(run, context.larry().window()).minus(own);
        for (Offer offer : offers) {
            String task = offer.worker().task().id();
            if (offer.worker().expected().compareTo(left) > 0
                    || !dropped(context.records().read(task))
                    || offer.runner().waits()) {
                continue;
            }
            Optional<TaskEnd> end = offer.runner().look(run);
            if (end.isPresent()) {
                context.log().info("took over " + task + ": " + end.get().message());
                return;
            }
        }
    }

    /** Begun before, and offered again by its coordinator or by the worker that failed. */
    private static boolean dropped(TaskRecordDocument record) {
        return record.state() == State.OPEN && record.attempts() > 0;
    }
}
