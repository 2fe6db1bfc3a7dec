package dev.larry.agent.worker;

import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.task.TaskContext;
import dev.larry.agent.task.TaskEnd;
import dev.larry.agent.task.TaskRunner;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Does one task: waits for those it comes after and for its lease, then makes an attempt. While it
 * waits for others it takes over what was dropped.
 */
public final class WorkerRole implements Endpoint.Served {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final TaskContext context;
    private final TaskRunner own;
    private final TakeOver takeOver;

    public WorkerRole(WorkerContext context) {
        this.context = context.tasks();
        this.own = new TaskRunner(this.context, context.own());
        this.takeOver = new TakeOver(context);
    }

    /** Works until the task has ended, or this worker's part in it has. */
    public ExitCode run() throws InterruptedException {
        Optional<RunRecord> run = context.runs().await(context.stop());
        if (run.isPresent()) {
            return run(run.get());
        }
        if (context.stopping()) {
            return stopped();
        }
        context.log().info("run over");
        return ExitCode.DONE;
    }

    private ExitCode run(RunRecord run) throws InterruptedException {
        context.replay();
        while (!context.stopping()) {
            Optional<TaskEnd> end = own.look(run);
            if (end.isPresent()) {
                if (end.get().quiet()) {
                    context.log().info(end.get().message());
                }
                return end.get().orThrow();
            }
            if (own.waits()) {
                takeOver.look(run);
            }
            context.stop().await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return stopped();
    }

    private ExitCode stopped() {
        context.log().info("told to stop before the task began");
        return ExitCode.STOPPED;
    }

    /** A worker has no readiness of its own; what it needs to begin is its task's record. */
    @Override
    public void checkReady() {
        context.records().read(own.assignment().id());
    }

    @Override
    public Samples samples() {
        Samples samples = new Samples();
        context.addTo(samples);
        String larry = context.larry().name();
        String task = own.assignment().id();
        context.records()
                .find(task)
                .ifPresent(record ->
                        samples.add(Metric.FENCE, record.fence(), larry, task)
                                .add(Metric.TASK_ATTEMPTS, record.attempts(), larry, task));
        return samples;
    }
}
