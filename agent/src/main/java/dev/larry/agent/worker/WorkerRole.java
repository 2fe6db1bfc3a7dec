package dev.larry.agent.worker;

import dev.larry.agent.lease.Acquired;
import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecord;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Does one task: waits for those it comes after and for its lease, then makes an attempt. */
public final class WorkerRole implements Endpoint.Served {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final WorkerContext context;
    private final Command command;
    private final Ending ending;
    private final Conflict conflict;

    /** Settings whose task cannot be run end the agent here, before anything is touched. */
    public WorkerRole(WorkerContext context) {
        this.context = context;
        this.command = Command.of(context.worker().task());
        this.ending = new Ending(context);
        this.conflict = new Conflict(context.leases().ttl());
    }

    /** Works until the task has ended, or this worker's part in it has. */
    public ExitCode run() throws InterruptedException {
        Optional<RunRecord> run = context.runs().await(context.stop());
        if (run.isPresent()) {
            return run(run.get());
        }
        if (stopping()) {
            return stopped();
        }
        context.log().info("run over");
        return ExitCode.DONE;
    }

    private ExitCode run(RunRecord run) throws InterruptedException {
        while (!stopping()) {
            TaskRecordDocument record = context.records().read(context.task());
            if (record.state() == State.DONE || record.state() == State.DEAD) {
                return ending.already(record);
            }
            Predecessors before = Predecessors.look(context.worker().after(), context.records());
            Optional<String> hopeless = before.dead();
            if (context.runs().left(run, context.larry().window()).isNegative()) {
                hopeless = Optional.of("the window was over before it began");
            }
            if ((before.done() || hopeless.isPresent()) && granted()) {
                return new Attempt(context, command, ending).run(run, hopeless);
            }
            context.stop().await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return stopped();
    }

    private boolean granted() {
        Acquired answer =
                context.leases()
                        .acquire(context.task(), context.owner(), UUID.randomUUID().toString());
        return switch (answer) {
            case Acquired.Granted granted -> true;
            case Acquired.Busy busy -> {
                if (conflict.withHolder(busy.holder())) {
                    ending.conflict(busy.holder());
                }
                yield false;
            }
            case Acquired.Done done -> false; // The record says otherwise, and the record decides.
            case Acquired.Dead dead -> false;
        };
    }

    private ExitCode stopped() {
        context.log().info("told to stop before the task began");
        return ExitCode.STOPPED;
    }

    /** A worker has no readiness of its own; what it needs to begin is its task's record. */
    @Override
    public void checkReady() {
        context.records().read(context.task());
    }

    @Override
    public Samples samples() {
        Samples samples = new Samples();
        String larry = context.larry().name();
        context.records()
                .find(context.task())
                .ifPresent(record ->
                        samples.add(Metric.FENCE, record.fence(), larry, context.task())
                                .add(
                                        Metric.TASK_ATTEMPTS,
                                        record.attempts(),
                                        larry,
                                        context.task()));
        return samples;
    }

    private boolean stopping() {
        return context.stop().getCount() == 0;
    }
}
