package dev.larry.agent.observer;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.events.Log;
import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.redis.Health;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Reads the run as a whole and serves its metrics; each phase's own are its coordinator's. */
public final class ObserverRole implements Endpoint.Served {
    private final RunSettings run;
    private final RunRecords runs;
    private final Barrier barrier;
    private final Health health;
    private final String watched;
    private final Log log;
    private final CountDownLatch stop;

    /**
     * @param watched a key to read for readiness
     */
    public ObserverRole(
            RunSettings run,
            RunRecords runs,
            Barrier barrier,
            Health health,
            String watched,
            Log log,
            CountDownLatch stop) {
        this.run = run;
        this.runs = runs;
        this.barrier = barrier;
        this.health = health;
        this.watched = watched;
        this.log = log;
        this.stop = stop;
    }

    /** Serves until told to stop. */
    public ExitCode run() throws InterruptedException {
        if (runs.longOver()) {
            log.info("run over");
        }
        stop.await();
        return ExitCode.DONE;
    }

    @Override
    public void checkReady() {
        health.read(watched);
    }

    @Override
    public Samples samples() {
        Samples samples = new Samples().add(Metric.RUN_WINDOW, run.window().toSeconds());
        Optional<RunRecord> record = runs.find();
        samples.add(Metric.RUN_ACTIVE, record.isPresent() && !runs.over(record.get()) ? 1 : 0);
        record.ifPresent(found ->
                samples.add(Metric.RUN_STARTED, found.started().getEpochSecond())
                        .add(Metric.EPOCH, found.epoch()));
        try {
            samples.add(
                    Metric.BARRIER_ARRIVED,
                    Integer.parseInt(barrier.state().getOrDefault("arrived", "0")));
        } catch (AgentException e) {
            log.warn("metrics without the barrier: " + e.getMessage());
        }
        return samples;
    }
}
