package dev.larry.agent.observer.trace;

import dev.larry.agent.events.Log;
import dev.larry.agent.ledger.Account;
import dev.larry.agent.ledger.Ledger;
import dev.larry.agent.observer.trace.Span.Outcome;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.Trail;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes the trace of the run while it goes on: reads the event stream beside whoever asks for the
 * state, on a thread and a connection of its own. Nothing of it can end the observer.
 */
public final class TraceWriter implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1_000;

    /** After the window, for the meta-coordinator to say that the run is complete. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final AgentSettings settings;
    private final RunRecords runs;
    private final Trail trail;
    private final Ledger ledger;
    private final InstantSource clock;
    private final SpanSender sender;
    private final RunTrace trace;
    private final Map<String, String> accounts = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer;

    /**
     * Starts it.
     *
     * @param trail read by nobody else
     */
    public TraceWriter(
            AgentSettings settings,
            FleetSettings fleet,
            Collector collector,
            RunRecords runs,
            Trail trail,
            Ledger ledger,
            Log log,
            InstantSource clock) {
        this.settings = settings;
        this.runs = runs;
        this.trail = trail;
        this.ledger = ledger;
        this.clock = clock;
        fleet.phases()
                .forEach(phase ->
                        Roster.of(phase)
                                .forEach(task ->
                                        accounts.put(
                                                phase.larry() + " " + task.task(),
                                                task.account())));
        SpanIds ids = new SpanIds(settings.environment() + "\n" + settings.run().id());
        this.sender =
                new SpanSender(
                        collector,
                        new OtlpJson(
                                ids.trace(),
                                Map.of(
                                        "service.name",
                                        collector.service(),
                                        "deployment.environment.name",
                                        settings.environment())),
                        log);
        this.trace = new RunTrace(ids, this::spent, sender::offer);
        log.info("writing trace " + ids.trace() + " to " + collector.address());
        this.writer = Thread.ofPlatform().daemon().name("trace").start(this::write);
    }

    private void write() {
        try {
            do {
                try {
                    look();
                } catch (AgentException e) {
                    // Redis or the records are away; the observer's state says so.
                }
            } while (!trace.finished() && !closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Optional<RunRecord> record = runs.find();
        if (record.isEmpty()) {
            return;
        }
        RunRecord run = record.get();
        trace.begin(
                run.started(),
                Map.of(
                        "larry.run",
                        run.run(),
                        "larry.environment",
                        settings.environment(),
                        "larry.window_seconds",
                        settings.run().window().toSeconds()));
        trail.read(trace::add);
        if (runs.left(run, settings.run().window().plus(GRACE)).isNegative()) {
            trace.finish(
                    RunRecords.end(run, settings.run().window()),
                    Outcome.ERROR,
                    "the run's window was over and nobody had said that it is complete");
        }
    }

    /** What the task's worker, or master, has spent so far, this attempt and those before it. */
    private Map<String, Object> spent(String larry, String task) {
        Map<String, Object> attributes = new TreeMap<>();
        String node = accounts.get(larry + " " + task);
        if (node != null) {
            account(node)
                    .ifPresent(account -> {
                        attributes.put("larry.tokens.spent", account.spent());
                        attributes.put("larry.tokens.cap", account.cap());
                    });
        }
        return attributes;
    }

    private Optional<Account> account(@Nullable String node) {
        try {
            return node == null ? Optional.empty() : ledger.account(node);
        } catch (AgentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            writer.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
    }
}
