package dev.larry.agent.coordinator;

import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.PhaseSamples;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.report.Digest;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.TokenSamples;
import dev.larry.agent.task.TaskContext;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.TaskRecordDocument;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Leads the phase of one Larry by the records of its tasks: says that it began, watches leases and
 * deadlines, runs its masters' programs, grants tokens, and when each task is done or dead says
 * that it ended and arrives at the barrier. A restarted coordinator goes on where it was, for each
 * of these happens once in a run.
 */
public final class CoordinatorRole implements Endpoint.Served {
    private static final long PAUSE_MILLIS = 250;
    private static final long STAY_MILLIS = 2_000;

    private final CoordinatorContext context;
    private final TaskContext tasks;
    private final Phase phase;
    private final Watch watch;
    private final Idle idle;
    private final Grants grants;
    private final Masters masters;
    private final Digest digest = new Digest();

    /** Settings whose masters' programs cannot be run end the agent here. */
    public CoordinatorRole(CoordinatorContext context) {
        this.context = context;
        this.tasks = context.tasks();
        this.phase = new Phase(context);
        this.watch = new Watch(context);
        this.idle = new Idle(context);
        this.grants = new Grants(context);
        this.masters = new Masters(context);
    }

    /** Leads the phase, then serves until told to stop. */
    public ExitCode run() throws InterruptedException {
        Optional<RunRecord> run = tasks.runs().await(tasks.stop());
        if (run.isPresent()) {
            try (masters) {
                lead(run.get());
            }
        } else if (!tasks.stopping()) {
            tasks.log().info("run over");
        }
        tasks.stop().await();
        return ExitCode.DONE;
    }

    private void lead(RunRecord run) throws InterruptedException {
        phase.begin();
        masters.start(run);
        boolean over = false;
        do {
            tasks.replay();
            context.trail().read(digest::add);
            grants.answer(digest);
            List<TaskRecordDocument> records = context.records();
            if (!over) {
                watch.look(run, records);
                idle.look(records);
                over = phase.look(records);
            }
            if (over && phase.arrive(records)) {
                context.trail().read(digest::add);
                phase.report(run, digest);
                stay();
                return;
            }
        } while (!tasks.stop().await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Arrives again where Redis has lost the arrival, until the barrier opens. */
    private void stay() throws InterruptedException {
        while (!context.barrier().state().containsKey("opened")
                && !tasks.stop().await(STAY_MILLIS, TimeUnit.MILLISECONDS)) {
            phase.arrive(context.records());
        }
    }

    @Override
    public void checkReady() {
        context.health().write(context.keys().worker(tasks.owner()), tasks.run().keep());
    }

    @Override
    public Samples samples() {
        Samples samples = new Samples();
        String larry = context.larry();
        List<TaskRecordDocument> found =
                context.roster().stream()
                        .map(Roster::task)
                        .map(tasks.records()::find)
                        .flatMap(Optional::stream)
                        .toList();
        if (!found.isEmpty()) {
            PhaseSamples.add(samples, larry, found);
        }
        digest.heard().addTo(samples, larry);
        tasks.addTo(samples);
        try {
            TokenSamples.add(samples, context.phase(), context.ledger());
        } catch (AgentException e) {
            tasks.log().warn("metrics without tokens: " + e.getMessage());
        }
        return samples;
    }
}
