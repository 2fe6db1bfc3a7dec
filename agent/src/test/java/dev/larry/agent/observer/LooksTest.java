package dev.larry.agent.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Happening;
import dev.larry.contract.RunChange;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Account;
import dev.larry.contract.RunState.Count;
import dev.larry.contract.RunState.Phase;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.RunState.Stage;
import dev.larry.contract.RunState.Task;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.model.Tokens;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Whoever knows any look gets, by what is new since, to the state as it is. */
class LooksTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** How far what is left of a lease may be off: half a second, and rounding. */
    private static final long OFF = 501;

    @Property(tries = 300)
    void any_look_and_what_is_new_since_make_the_state(@ForAll long seed) throws ContractException {
        Random random = new Random(seed);
        Looks looks = new Looks("one");
        RunState state = state(START, random, List.of());
        List<String> names = new ArrayList<>();
        List<RunState> known = new ArrayList<>();
        for (int look = 0; look < 12; look++) {
            looks.add(state);
            int from = random.nextInt(look + 1);
            String since = from == look ? null : names.get(from);
            RunChange change = sent(looks.since(since));
            RunState before = since == null ? null : known.get(from);
            RunState after = change.after(before);
            assertSame(after, state);
            names.add(looks.latest());
            known.add(after);
            state = next(state, random);
        }
    }

    @Test
    void a_task_that_changed_is_told_and_no_other() throws ContractException {
        Looks looks = new Looks("one");
        RunState first = state(START, new Random(1), List.of());
        looks.add(first);
        String known = looks.latest();
        RunState second = replaced(first, 1, 2, changed(first.phases().get(1).tasks().get(2)));
        looks.add(second);
        RunChange change = looks.since(known);
        assertThat(change.whole()).isNull();
        assertThat(change.phases())
                .singleElement()
                .satisfies(phase -> {
                    assertThat(phase.larry()).isEqualTo("larry-1");
                    assertThat(phase.tasks())
                            .singleElement()
                            .isEqualTo(second.phases().get(1).tasks().get(2));
                });
        assertThat(change.tokens()).isEmpty();
        assertThat(change.findings()).isNull();
        assertThat(change.events()).isNull();
        assertThat(change.leases()).isEmpty();
        assertSame(sent(change).after(first), second);
    }

    @Test
    void another_observers_look_and_none_and_one_to_come_are_told_the_whole() {
        Looks looks = new Looks("one");
        looks.add(state(START, new Random(1), List.of()));
        for (String known : new String[] {null, "two-1", "one-2", "one-", "one-1x", ""}) {
            assertThat(looks.since(known).whole()).as("since %s", known).isNotNull();
        }
        assertThat(looks.since("one-1").whole()).isNull();
    }

    @Test
    void a_ledger_that_comes_is_told_with_the_whole() {
        Looks looks = new Looks("one");
        RunState first = state(START, new Random(1), List.of());
        looks.add(first);
        looks.add(next(first, List.of(account("run", 5))));
        assertThat(looks.since("one-1").whole()).isNotNull();
        assertThat(looks.since("one-2").whole()).isNull();
    }

    @Test
    void a_change_of_an_unknown_state_is_refused() {
        Looks looks = new Looks("one");
        looks.add(state(START, new Random(1), List.of()));
        RunChange change = looks.since("one-1");
        assertThatThrownBy(() -> change.after(null))
                .isInstanceOf(ContractException.class)
                .hasMessage("a change of a state that is not known");
    }

    private static RunChange sent(RunChange change) throws ContractException {
        return ContractJson.read(ContractJson.line(change), RunChange.class);
    }

    private static void assertSame(RunState found, RunState expected) {
        assertThat(withoutLeases(found)).isEqualTo(withoutLeases(expected));
        for (int i = 0; i < expected.phases().size(); i++) {
            for (int j = 0; j < expected.phases().get(i).tasks().size(); j++) {
                Long left = expected.phases().get(i).tasks().get(j).leaseMillis();
                Long said = found.phases().get(i).tasks().get(j).leaseMillis();
                assertThat(said == null).as("whether a lease is told").isEqualTo(left == null);
                if (left != null && said != null) {
                    assertThat(Math.abs(said - left))
                            .as("%s, not %s", said, left)
                            .isLessThanOrEqualTo(OFF);
                }
            }
        }
    }

    private static RunState withoutLeases(RunState state) {
        return with(
                state,
                state.at(),
                state.phases().stream()
                        .map(phase ->
                                phase.withTasks(
                                        phase.tasks().stream()
                                                .map(task -> task.withLease(null))
                                                .toList()))
                        .toList(),
                state.tokens());
    }

    /** A second or so later: some tasks, leases, accounts and lists are different. */
    private static RunState next(RunState before, Random random) {
        long gone = 900 + random.nextInt(300);
        List<Phase> phases = new ArrayList<>();
        for (Phase phase : before.phases()) {
            List<Task> tasks = new ArrayList<>();
            for (Task task : phase.tasks()) {
                Long left = task.leaseMillis();
                Task later = task.withLease(left == null ? null : Long.valueOf(left - gone));
                switch (random.nextInt(6)) {
                    case 0 -> tasks.add(changed(later));
                    case 1 -> tasks.add(later.withLease(30_000L));
                    case 2 -> tasks.add(later.withLease(null));
                    default -> tasks.add(later);
                }
            }
            phases.add(phase.withTasks(tasks));
        }
        List<Account> accounts =
                before.tokens().stream()
                        .map(account ->
                                random.nextInt(4) == 0
                                        ? account(account.node(), random.nextInt(1_000))
                                        : account)
                        .toList();
        RunState later = with(before, before.at().plusMillis(gone), phases, accounts);
        return random.nextInt(3) == 0 ? state(later, random) : later;
    }

    private static RunState next(RunState before, List<Account> accounts) {
        return with(before, before.at().plusSeconds(1), before.phases(), accounts);
    }

    private static RunState state(Instant at, Random random, List<Account> accounts) {
        List<Phase> phases = new ArrayList<>();
        for (int larry = 0; larry < 3; larry++) {
            List<Task> tasks = new ArrayList<>();
            for (int task = 0; task < 4; task++) {
                tasks.add(task("task-" + larry + "-" + task, random.nextInt(3)));
            }
            phases.add(
                    new Phase(
                            "larry-" + larry,
                            "d",
                            "red",
                            PhaseStage.RUNNING,
                            null,
                            1,
                            0,
                            2,
                            tasks));
        }
        return state(
                new RunState(
                        1,
                        "test",
                        "r",
                        Stage.RUNNING,
                        at,
                        START,
                        null,
                        1,
                        null,
                        null,
                        phases,
                        accounts.isEmpty() && random.nextBoolean()
                                ? List.of(account("run", 1), account("larry-0", 2))
                                : accounts,
                        List.of(),
                        List.of(),
                        List.of(),
                        0),
                random);
    }

    private static RunState state(RunState before, Random random) {
        return new RunState(
                before.version(),
                before.environment(),
                before.run(),
                random.nextInt(9) == 0 ? Stage.CONVERGING : before.stage(),
                before.at(),
                before.started(),
                random.nextBoolean() ? START.plusSeconds(600) : null,
                before.epoch() + random.nextInt(2),
                random.nextInt(4) == 0 ? "away" : null,
                random.nextInt(4) == 0 ? 2 : null,
                before.phases(),
                before.tokens(),
                random.nextBoolean() ? before.findings() : counts(random),
                random.nextBoolean() ? before.inventory() : counts(random),
                random.nextBoolean() ? before.events() : List.of(event(random)),
                before.missing() + random.nextInt(2));
    }

    private static List<Count> counts(Random random) {
        return List.of(new Count("larry-0", "high", random.nextInt(5)));
    }

    private static Happening event(Random random) {
        return new Happening(
                random.nextInt(99) + "-0", "progress_update", START, "p", 1, null, null, Map.of());
    }

    private static Account account(String node, long spent) {
        Tokens none = new Tokens(0);
        return new Account(node, new Tokens(9_999), new Tokens(spent), none, none, none, 0);
    }

    private static Task task(String id, int state) {
        return new Task(
                id,
                "w",
                false,
                state == 0 ? State.OPEN : State.LEASED,
                state,
                1,
                "o",
                START,
                START,
                state == 0 ? null : Long.valueOf(20_000),
                null,
                null,
                null,
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                List.of());
    }

    private static Task changed(Task task) {
        return new Task(
                task.id(),
                task.worker(),
                task.master(),
                State.LEASED,
                task.fence() + 1,
                task.attempts(),
                task.owner(),
                task.begun(),
                task.changed(),
                task.leaseMillis(),
                Math.min(100, Objects.requireNonNullElse(task.percent(), 0) + 1),
                "said",
                task.reason(),
                task.expected(),
                task.timeout(),
                task.after());
    }

    private static RunState replaced(RunState state, int larry, int task, Task by) {
        List<Phase> phases = new ArrayList<>(state.phases());
        List<Task> tasks = new ArrayList<>(phases.get(larry).tasks());
        tasks.set(task, by);
        phases.set(larry, phases.get(larry).withTasks(tasks));
        return with(state, state.at(), phases, state.tokens());
    }

    private static RunState with(
            RunState state, @Nullable Instant at, List<Phase> phases, List<Account> accounts) {
        return new RunState(
                state.version(),
                state.environment(),
                state.run(),
                state.stage(),
                Objects.requireNonNull(at),
                state.started(),
                state.ends(),
                state.epoch(),
                state.redis(),
                state.replicas(),
                phases,
                accounts,
                state.findings(),
                state.inventory(),
                state.events(),
                state.missing());
    }
}
