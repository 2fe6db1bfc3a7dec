package dev.larry.agent.observer;

import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.observer.trace.TraceWriter;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.report.StreamSamples;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.WorkerSettings;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;
import dev.larry.contract.RunState;
import dev.larry.contract.TokenPath;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the run as a whole, serves its metrics and its state; each phase's own metrics are its
 * coordinator's. It writes nothing.
 */
public final class ObserverRole implements Endpoint.Served {
    private final ObserverContext context;
    private final Observation observation;

    public ObserverRole(ObserverContext context) {
        this.context = context;
        this.observation = new Observation(context);
    }

    /** Serves until told to stop. */
    public ExitCode run() throws InterruptedException {
        boolean over = context.runs().longOver();
        if (over) {
            context.log().info("run over");
        }
        // A run that is over has had its trace; no observer that starts later sends it again.
        try (StatePage page = StatePage.serve(context.page(), observation);
                TraceWriter trace = over ? null : context.trace().map(Supplier::get).orElse(null)) {
            context.log().info("serving /state on page port " + page.port());
            context.stop().await();
        }
        return ExitCode.DONE;
    }

    @Override
    public void checkReady() {
        context.health().read(context.keys().events());
    }

    @Override
    public Samples samples() {
        RunRecords runs = context.runs();
        Samples samples =
                new Samples().add(Metric.RUN_WINDOW, context.settings().run().window().toSeconds());
        Optional<RunRecord> record = runs.find();
        samples.add(Metric.RUN_ACTIVE, record.isPresent() && !runs.over(record.get()) ? 1 : 0);
        record.ifPresent(found ->
                samples.add(Metric.RUN_STARTED, found.started().getEpochSecond())
                        .add(Metric.EPOCH, found.epoch()));
        RunState state = observation.state();
        samples.add(Metric.REDIS_UP, state.redis() == null ? 1 : 0);
        for (RunState.Account account : state.tokens()) {
            if (account.node().equals(TokenPath.RESERVE)) {
                samples.add(Metric.RESERVE_LEFT, account.cap().value() - account.granted().value());
            }
        }
        observation
                .digest()
                .byLarry()
                .forEach((larry, kinds) ->
                        kinds.forEach(
                                (kind, number) -> samples.add(Metric.EVENTS, number, larry, kind)));
        StreamSamples.add(samples, larrys(), observation.digest());
        addLeases(samples);
        try {
            samples.add(Metric.REDIS_REPLICAS, context.health().replicas());
            samples.add(
                    Metric.BARRIER_ARRIVED,
                    Integer.parseInt(context.barrier().state().getOrDefault("arrived", "0")));
        } catch (AgentException e) {
            context.log().warn("metrics without the barrier and replicas: " + e.getMessage());
        }
        return samples;
    }

    private List<String> larrys() {
        return context.fleet().phases().stream().map(PhaseSettings::larry).toList();
    }

    private void addLeases(Samples samples) {
        Map<String, Long> left = observation.leases();
        for (PhaseSettings phase : context.fleet().phases()) {
            for (WorkerSettings worker : phase.workers()) {
                String task = worker.task().id();
                Long millis = left.get(task);
                if (millis != null) {
                    samples.add(Metric.LEASE_SECONDS_LEFT, millis / 1e3, phase.larry(), task);
                }
            }
        }
    }
}
