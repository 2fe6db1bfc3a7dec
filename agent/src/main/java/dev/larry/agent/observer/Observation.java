package dev.larry.agent.observer;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.report.Digest;
import dev.larry.agent.report.Facts;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.RunStates;
import dev.larry.agent.report.TokenSamples;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.RunState;
import dev.larry.contract.TaskRecordDocument;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the run's state, at most twice a second however many ask. */
final class Observation {
    private static final Duration FRESH = Duration.ofMillis(500);

    /** While Redis is away nobody waits for it more often than this. */
    private static final Duration AWAY = Duration.ofSeconds(2);

    private final ObserverContext context;
    private final List<String> tasks;
    private final KnownRecords records;
    private final Digest digest = new Digest();
    private List<RunState.Account> accounts = List.of();
    private Map<String, Long> leases = Map.of();
    private @Nullable Integer replicas;
    private @Nullable String away;
    private @Nullable Instant told;
    private @Nullable RunState state;
    private long read;
    private long asked;

    Observation(ObserverContext context) {
        this.context = context;
        this.tasks = Roster.tasks(context.fleet());
        this.records = new KnownRecords(context.records(), tasks);
    }

    /** The state, not older than half a second; it fails where the records cannot be read. */
    synchronized RunState state() {
        RunState known = state;
        if (known != null && System.nanoTime() - read < FRESH.toNanos()) {
            return known;
        }
        readRedis();
        Optional<RunRecord> run = context.runs().find();
        Map<String, TaskRecordDocument> found =
                run.isPresent() ? records.look(touched(), away == null ? leases : null) : Map.of();
        RunState fresh =
                RunStates.of(
                        context.settings(),
                        context.fleet(),
                        run,
                        new Facts(context.settings().run().id(), found, digest, accounts, leases),
                        away,
                        replicas,
                        context.clock().instant());
        state = fresh;
        read = System.nanoTime();
        return fresh;
    }

    /** Milliseconds that the leases had when the state was read, by task. */
    synchronized Map<String, Long> leases() {
        return Map.copyOf(leases);
    }

    /** The events so far. */
    Digest digest() {
        return digest;
    }

    /** Whether there is more than one Redis, by the settings. */
    private boolean replicated() {
        RedisSettings redis = context.settings().redis();
        return redis.master() != null || redis.acknowledgements() > 0;
    }

    private void readRedis() {
        if (away != null && System.nanoTime() - asked < AWAY.toNanos()) {
            return;
        }
        try {
            context.trail().read(digest::add);
            accounts = TokenSamples.accounts(context.fleet(), context.ledger());
            leases = context.trail().leases(context.keys(), tasks);
            replicas = replicated() ? Integer.valueOf(context.health().replicas()) : null;
            told = context.clock().instant();
            away = null;
        } catch (AgentException e) {
            leases = Map.of();
            replicas = null;
            away =
                    (told == null
                                    ? "never reached"
                                    : "stale since "
                                            + told.truncatedTo(ChronoUnit.SECONDS)
                                                    .toString()
                                                    .substring(11, 19))
                            + ": "
                            + e.getMessage();
        }
        asked = System.nanoTime();
    }

    private List<String> touched() {
        List<String> touched = new ArrayList<>(digest.tasksTouched());
        Set<String> larrys = digest.larrysTouched();
        for (PhaseSettings phase : context.fleet().phases()) {
            if (larrys.contains(phase.larry())) {
                Roster.of(phase).forEach(task -> touched.add(task.task()));
            }
        }
        return touched;
    }
}
