package dev.larry.contract;

import dev.larry.contract.RunState.Account;
import dev.larry.contract.RunState.Count;
import dev.larry.contract.RunState.Phase;
import dev.larry.contract.RunState.Stage;
import dev.larry.contract.RunState.Task;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a run's state became different since a look of its observer, so that a fleet of hundreds
 * of Larrys costs little to follow: what the observer serves at {@code /changes}, and as events.
 *
 * @param look names the state that this leads to; asking {@code /changes?since=} it tells what is
 *     new after it
 * @param whole the state itself, where whoever asks knows none of this observer's; then nothing
 *     else is said
 * @param now what is told every time
 * @param phases that changed, each with those of its tasks that did
 * @param tokens accounts that changed
 * @param findings all of them, where any changed
 * @param inventory all of it, where any changed
 * @param events the latest, where there are others
 * @param leases milliseconds left, by task, where a lease was renewed or is another's; all others
 *     ran on
 */
public record RunChange(
        int version,
        String look,
        @Nullable RunState whole,
        @Nullable Now now,
        List<Phase> phases,
        List<Account> tokens,
        @Nullable List<Count> findings,
        @Nullable List<Count> inventory,
        @Nullable List<Happening> events,
        Map<String, Long> leases) {
    public RunChange {
        if ((whole == null) == (now == null)) {
            throw new IllegalArgumentException("either the whole state is told or what is new");
        }
        phases = List.copyOf(phases);
        tokens = List.copyOf(tokens);
        findings = findings == null ? null : List.copyOf(findings);
        inventory = inventory == null ? null : List.copyOf(inventory);
        events = events == null ? null : List.copyOf(events);
        leases = Map.copyOf(leases);
    }

    /** What is short enough to be told every time, as {@link RunState} has it. */
    public record Now(
            Stage stage,
            Instant at,
            @Nullable Instant started,
            @Nullable Instant ends,
            long epoch,
            @Nullable String redis,
            @Nullable Integer replicas,
            long missing) {
        /** What a state says of it. */
        public static Now of(RunState state) {
            return new Now(
                    state.stage(),
                    state.at(),
                    state.started(),
                    state.ends(),
                    state.epoch(),
                    state.redis(),
                    state.replicas(),
                    state.missing());
        }
    }

    /** A state that is told as a whole. */
    public static RunChange whole(String look, RunState state) {
        return new RunChange(
                RunState.VERSION,
                look,
                state,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                Map.of());
    }

    /**
     * The state after this change.
     *
     * @param before the state that it changes; none: only a whole one can be told
     * @throws ContractException where this is a change of a state that is not known
     */
    public RunState after(@Nullable RunState before) throws ContractException {
        if (whole != null) {
            return whole;
        }
        if (before == null || now == null) {
            throw new ContractException("a change of a state that is not known");
        }
        long gone = Duration.between(before.at(), now.at()).toMillis();
        return new RunState(
                before.version(),
                before.environment(),
                before.run(),
                now.stage(),
                now.at(),
                now.started(),
                now.ends(),
                now.epoch(),
                now.redis(),
                now.replicas(),
                phases(before.phases(), gone),
                accounts(before.tokens()),
                findings == null ? before.findings() : findings,
                inventory == null ? before.inventory() : inventory,
                events == null ? before.events() : events,
                now.missing());
    }

    private List<Phase> phases(List<Phase> before, long gone) {
        Map<String, Phase> changed = new HashMap<>();
        phases.forEach(phase -> changed.put(phase.larry(), phase));
        List<Phase> after = new ArrayList<>(before.size());
        for (Phase phase : before) {
            Phase fresh = changed.get(phase.larry());
            Phase said = fresh == null ? phase : fresh;
            after.add(
                    said.withTasks(
                            tasks(phase.tasks(), fresh == null ? List.of() : fresh.tasks(), gone)));
        }
        return after;
    }

    private List<Task> tasks(List<Task> before, List<Task> fresh, long gone) {
        Map<String, Task> changed = new HashMap<>();
        fresh.forEach(task -> changed.put(task.id(), task));
        List<Task> after = new ArrayList<>(before.size());
        for (Task task : before) {
            Task said = changed.get(task.id());
            after.add(said == null ? task.withLease(lease(task, gone)) : said);
        }
        return after;
    }

    private @Nullable Long lease(Task task, long gone) {
        Long told = leases.get(task.id());
        if (told != null) {
            return told;
        }
        Long left = task.leaseMillis();
        return left == null ? null : Long.valueOf(Math.max(0, left - gone));
    }

    /** Accounts may come and go as a whole, with a Redis that lost them. */
    private List<Account> accounts(List<Account> before) {
        if (tokens.isEmpty()) {
            return before;
        }
        Map<String, Account> changed = new HashMap<>();
        tokens.forEach(account -> changed.put(account.node(), account));
        return before.stream()
                .map(account -> changed.getOrDefault(account.node(), account))
                .toList();
    }
}
