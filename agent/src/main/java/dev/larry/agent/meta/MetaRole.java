package dev.larry.agent.meta;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Log;
import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.recovery.Recovery;
import dev.larry.agent.redis.Health;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.EventKind;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Initialises the run: the task records, the barrier of all phases, and last the run's own record,
 * which lets everybody else begin. Each step may be made again. Then it waits at the barrier.
 */
public final class MetaRole implements Endpoint.Served {
    private static final long PAUSE_MILLIS = 500;

    private final RunSettings run;
    private final FleetSettings fleet;
    private final TaskRecords records;
    private final RunRecords runs;
    private final Barrier barrier;
    private final Recovery recovery;
    private final EventStream events;
    private final Health health;
    private final String self;
    private final Log log;
    private final CountDownLatch stop;

    /**
     * @param self key of this process's own hash
     */
    public MetaRole(
            RunSettings run,
            FleetSettings fleet,
            TaskRecords records,
            RunRecords runs,
            Barrier barrier,
            Recovery recovery,
            EventStream events,
            Health health,
            String self,
            Log log,
            CountDownLatch stop) {
        this.run = run;
        this.fleet = fleet;
        this.records = records;
        this.runs = runs;
        this.barrier = barrier;
        this.recovery = recovery;
        this.events = events;
        this.health = health;
        this.self = self;
        this.log = log;
        this.stop = stop;
    }

    /** Serves the run until told to stop. */
    public ExitCode run() throws InterruptedException {
        if (runs.longOver() || over()) {
            log.info("run over");
            stop.await();
            return ExitCode.DONE;
        }
        initialise();
        boolean said = false;
        while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            recovery.check().ifPresent(this::changed);
            if (!said && barrier.state().containsKey("opened")) {
                said = true;
                log.info("all phases have arrived at the barrier");
            }
        }
        return ExitCode.DONE;
    }

    /** A run that another began goes on; one that nobody began in time does not begin. */
    private boolean over() {
        return runs.find().map(runs::over).orElseGet(runs::tooLate);
    }

    private void initialise() {
        int made = 0;
        int known = 0;
        for (PhaseSettings phase : fleet.phases()) {
            for (WorkerSettings worker : phase.workers()) {
                if (records.create(worker.task().id())) {
                    made++;
                } else {
                    known++;
                }
            }
        }
        if (runs.find().isEmpty()) {
            recovery.first();
        }
        RunRecord record = runs.create();
        log.info(
                "run initialised: "
                        + made
                        + " task records made, "
                        + known
                        + " known, started "
                        + record.started());
    }

    private void changed(long epoch) {
        log.warn("redis may have lost writes: epoch " + epoch + ", its state was built anew");
        events.append(new Event(EventKind.EPOCH_CHANGED, null, null, Map.of("epoch", epoch)));
    }

    @Override
    public void checkReady() {
        health.write(self, run.keep());
    }

    @Override
    public Samples samples() {
        Samples samples = new Samples().add(Metric.RUN_WINDOW, run.window().toSeconds());
        runs.find()
                .ifPresent(record ->
                        samples.add(Metric.RUN_STARTED, record.started().getEpochSecond()));
        return samples;
    }
}
