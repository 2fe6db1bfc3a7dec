package dev.larry.agent.observer;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.report.Digest;
import dev.larry.agent.report.Facts;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.RunStates;
import dev.larry.agent.report.TokenSamples;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.RunState;
import dev.larry.contract.TaskRecordDocument;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the run's state, at most twice a second however many ask. */
final class Observation {
    private static final Duration FRESH = Duration.ofMillis(500);

    private final ObserverContext context;
    private final Digest digest = new Digest();
    private List<RunState.Account> accounts = List.of();
    private Map<String, Long> leases = Map.of();
    private @Nullable Integer replicas;
    private @Nullable RunState state;
    private long read;

    Observation(ObserverContext context) {
        this.context = context;
    }

    /** The state, not older than half a second; it fails where the records cannot be read. */
    synchronized RunState state() {
        RunState known = state;
        if (known != null && System.nanoTime() - read < FRESH.toNanos()) {
            return known;
        }
        List<String> tasks = Roster.tasks(context.fleet());
        String redis = readRedis(tasks);
        Optional<RunRecord> run = context.runs().find();
        Map<String, TaskRecordDocument> records = new HashMap<>();
        if (run.isPresent()) {
            for (String task : tasks) {
                context.records().find(task).ifPresent(record -> records.put(task, record));
            }
        }
        RunState fresh =
                RunStates.of(
                        context.settings(),
                        context.fleet(),
                        run,
                        new Facts(context.settings().run().id(), records, digest, accounts, leases),
                        redis,
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

    /** Why Redis could not be read; none: it was. */
    private @Nullable String readRedis(List<String> tasks) {
        try {
            context.trail().read(digest::add);
            accounts = TokenSamples.accounts(context.fleet(), context.ledger());
            leases = context.trail().leases(context.keys(), tasks);
            replicas = replicated() ? Integer.valueOf(context.health().replicas()) : null;
            return null;
        } catch (AgentException e) {
            leases = Map.of();
            replicas = null;
            return String.valueOf(e.getMessage());
        }
    }
}
