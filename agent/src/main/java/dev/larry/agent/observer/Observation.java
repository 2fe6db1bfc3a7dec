package dev.larry.agent.observer;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.report.Digest;
import dev.larry.agent.report.Facts;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.RunStates;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RedisSettings;
import dev.larry.contract.RunChange;
import dev.larry.contract.RunState;
import dev.larry.contract.TaskRecordDocument;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the run when somebody asks: once a second for all who follow it, at most twice a second
 * however many ask.
 */
final class Observation {
    private static final Duration FRESH = Duration.ofMillis(500);

    /** Between two looks for those who follow. */
    private static final Duration PACE = Duration.ofSeconds(1);

    /** While Redis is away nobody waits for it more often than this. */
    private static final Duration AWAY = Duration.ofSeconds(2);

    private final ObserverContext context;
    private final Map<String, Set<String>> larrysOf = new HashMap<>();
    private final Map<String, List<String>> tasksOf = new HashMap<>();
    private final KnownRecords records;
    private final KnownAccounts accounts;
    private final Digest digest = new Digest();
    private final Looks looks = new Looks(UUID.randomUUID().toString().substring(0, 8));
    private final Garbage garbage = new Garbage();
    private final Set<String> touched = new HashSet<>();
    private List<RunState.Account> told = List.of();
    private Map<String, Long> leases = Map.of();
    private @Nullable Integer replicas;
    private @Nullable String away;
    private @Nullable Instant reached;
    private @Nullable RunState state;
    private long read;
    private long asked;

    Observation(ObserverContext context) {
        this.context = context;
        this.records = new KnownRecords(context.records(), Roster.tasks(context.fleet()));
        this.accounts = new KnownAccounts(context.fleet(), context.ledger());
        for (PhaseSettings phase : context.fleet().phases()) {
            List<String> tasks = Roster.of(phase).stream().map(Roster::task).toList();
            tasksOf.put(phase.larry(), tasks);
            tasks.forEach(task ->
                    larrysOf.computeIfAbsent(task, none -> new TreeSet<>()).add(phase.larry()));
        }
    }

    /** The state, not older than half a second; it fails where the records cannot be read. */
    synchronized RunState state() {
        RunState known = state;
        return known != null && age() < FRESH.toNanos() ? known : look();
    }

    /**
     * What is new since a look, by a state that is not older than a second; where that look was the
     * latest, the next one is waited for. It fails as {@link #state()} does.
     *
     * @param look as the change before named it; none: whoever asks knows nothing
     */
    synchronized RunChange after(@Nullable String look) throws InterruptedException {
        while (state != null && age() < PACE.toNanos() && looks.latest().equals(look)) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, PACE.toNanos() - age()));
        }
        if (state == null || age() >= PACE.toNanos()) {
            look();
        }
        return looks.since(look);
    }

    private long age() {
        return System.nanoTime() - read;
    }

    /** Looks, however fresh the state is. */
    synchronized RunState look() {
        readRedis();
        Optional<RunRecord> run = context.runs().find();
        Map<String, TaskRecordDocument> found = Map.of();
        if (run.isPresent()) {
            Set<String> suspects = Set.copyOf(touched);
            touched.clear();
            found = records.look(suspects, away == null ? leases : null);
        }
        RunState fresh =
                RunStates.of(
                        context.settings(),
                        context.fleet(),
                        run,
                        new Facts(context.settings().run().id(), found, digest, told, leases),
                        away,
                        replicas,
                        context.clock().instant());
        looks.add(fresh);
        state = fresh;
        garbage.look();
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
            told = accounts.look(touch());
            leases = context.trail().leases(context.keys(), records.open());
            replicas = replicated() ? Integer.valueOf(context.health().replicas()) : null;
            reached = context.clock().instant();
            away = null;
        } catch (AgentException e) {
            leases = Map.of();
            replicas = null;
            away =
                    (reached == null
                                    ? "never reached"
                                    : "stale since "
                                            + reached.truncatedTo(ChronoUnit.SECONDS)
                                                    .toString()
                                                    .substring(11, 19))
                            + ": "
                            + e.getMessage();
        }
        asked = System.nanoTime();
    }

    /** Notes the tasks that events were about, and says whose they are. */
    private Set<String> touch() {
        Set<String> larrys = new HashSet<>(digest.larrysTouched());
        larrys.forEach(larry -> touched.addAll(tasksOf.getOrDefault(larry, List.of())));
        for (String task : digest.tasksTouched()) {
            touched.add(task);
            larrys.addAll(larrysOf.getOrDefault(task, Set.of()));
        }
        return larrys;
    }
}
