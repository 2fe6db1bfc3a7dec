package dev.larry.agent.coordinator;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.barrier.Barrier.Arrival;
import dev.larry.agent.events.Event;
import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.PhaseSamples;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecord;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Leads the phase of one Larry by the records of its tasks: says that it began, waits until each
 * task is done or dead, says that it ended and arrives at the barrier. A restarted coordinator goes
 * on where it was, for each of these happens once in a run.
 */
public final class CoordinatorRole implements Endpoint.Served {
    private static final long PAUSE_MILLIS = 500;

    private final CoordinatorContext context;
    private final String larry;

    public CoordinatorRole(CoordinatorContext context) {
        this.context = context;
        this.larry = context.larry().name();
    }

    /** Leads the phase, then serves until told to stop. */
    public ExitCode run() throws InterruptedException {
        Optional<RunRecord> run = context.runs().await(context.stop());
        if (run.isPresent()) {
            lead(run.get());
        } else if (context.stop().getCount() > 0) {
            context.log().info("run over");
        }
        context.stop().await();
        return ExitCode.DONE;
    }

    private void lead(RunRecord run) throws InterruptedException {
        once(
                "started",
                new Event(EventKind.PHASE_STARTED, larry, null, Map.of("tasks", tasks().size())));
        do {
            List<TaskRecordDocument> records = records();
            if (records.stream()
                    .allMatch(record ->
                            record.state() == State.DONE || record.state() == State.DEAD)) {
                finish(records);
                return;
            }
            condemnWhatIsLate(run, records);
        } while (!context.stop().await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** A lease's length after the window, nobody can be about to commit any more. */
    private void condemnWhatIsLate(RunRecord run, List<TaskRecordDocument> records) {
        if (!context.runs()
                .left(run, context.larry().window())
                .plus(context.run().leaseTtl())
                .isNegative()) {
            return;
        }
        for (TaskRecordDocument record : records) {
            if (record.state() == State.OPEN || record.state() == State.LEASED) {
                context.records().condemn(record.task(), "the window was over before it ended");
                context.log()
                        .warn(
                                "task "
                                        + record.task()
                                        + " is dead: the window was over before it ended");
            }
        }
    }

    private void finish(List<TaskRecordDocument> records) {
        List<String> dead =
                records.stream()
                        .filter(record -> record.state() == State.DEAD)
                        .map(TaskRecordDocument::task)
                        .toList();
        Map<String, Object> data = Map.of("done", records.size() - dead.size(), "dead", dead);
        once("complete", new Event(EventKind.PHASE_COMPLETE, larry, null, data));
        Arrival arrival = arrive(!dead.isEmpty());
        context.log()
                .info(
                        "phase complete, "
                                + (records.size() - dead.size())
                                + " done, "
                                + dead.size()
                                + " dead; barrier: "
                                + arrival.outcome()
                                + ", "
                                + arrival.arrived()
                                + " of "
                                + arrival.members());
    }

    private void once(String field, Event event) {
        if (!context.events().appendOnce(context.keys().phase(larry), field, event)) {
            context.log().info(event.kind().wire() + " was said before");
        }
    }

    private Arrival arrive(boolean degraded) {
        for (WorkerSettings worker : context.coordinator().workers()) {
            context.telling()
                    .tell(
                            context.records().read(worker.task().id()),
                            larry,
                            TokenPath.worker(larry, worker.name()));
        }
        Arrival arrival =
                context.events()
                        .with(
                                new Event(EventKind.BARRIER_OPENED, larry, null, Map.of()),
                                opened ->
                                        context.barrier()
                                                .arrive(
                                                        larry,
                                                        degraded,
                                                        opened.producer() + "#" + opened.number(),
                                                        opened),
                                done -> done.outcome() == Barrier.Outcome.OPENED);
        switch (arrival.outcome()) {
            case OPENED, ARRIVED, KNOWN -> {}
            case EARLY ->
                    context.log().warn("the barrier still awaits " + arrival.left() + " tasks");
            case ABSENT -> context.log().warn("the barrier is gone from Redis; not arrived");
            case STRANGER ->
                    context.log().warn("the barrier does not await " + larry + "; not arrived");
        }
        return arrival;
    }

    private List<String> tasks() {
        return context.coordinator().workers().stream()
                .map(WorkerSettings::task)
                .map(task -> task.id())
                .toList();
    }

    private List<TaskRecordDocument> records() {
        return tasks().stream().map(context.records()::read).toList();
    }

    @Override
    public void checkReady() {
        context.health()
                .write(
                        context.keys().worker(context.events().producer().id()),
                        context.run().keep());
    }

    @Override
    public Samples samples() {
        Samples samples = new Samples();
        samples.add(Metric.TOKENS_BUDGET, context.coordinator().tokens().value(), larry, "larry");
        List<TaskRecordDocument> found =
                tasks().stream().map(context.records()::find).flatMap(Optional::stream).toList();
        if (!found.isEmpty()) {
            PhaseSamples.add(samples, larry, found);
        }
        return samples;
    }
}
