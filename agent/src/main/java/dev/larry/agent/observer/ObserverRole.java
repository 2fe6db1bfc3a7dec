package dev.larry.agent.observer;

import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.RunRecords;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;
import dev.larry.contract.RunState;
import dev.larry.contract.TokenPath;

import java.util.Optional;

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
        if (context.runs().longOver()) {
            context.log().info("run over");
        }
        try (StatePage page = StatePage.serve(context.page(), observation)) {
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
        try {
            samples.add(
                    Metric.BARRIER_ARRIVED,
                    Integer.parseInt(context.barrier().state().getOrDefault("arrived", "0")));
        } catch (AgentException e) {
            context.log().warn("metrics without the barrier: " + e.getMessage());
        }
        return samples;
    }
}
