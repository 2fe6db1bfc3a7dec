package dev.larry.agent.observer;

import dev.larry.contract.RunChange;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Account;
import dev.larry.contract.RunState.Phase;
import dev.larry.contract.RunState.Task;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * At which look each part of the state became what it is, so that whoever knows an earlier look is
 * told what is new, and no more. Nothing is kept for anybody who asks.
 */
final class Looks {
    /**
     * A lease that ran on by itself is not told; this is how far it may be off, in milliseconds.
     */
    private static final long RAN_ON = 500;

    private final String self;
    private final Map<String, Long> phases = new HashMap<>();
    private final Map<String, Long> tasks = new HashMap<>();
    private final Map<String, Long> accounts = new HashMap<>();
    private final Map<String, Told> leases = new HashMap<>();
    private @Nullable RunState state;
    private long number;
    private long shape;
    private long findings;
    private long inventory;
    private long events;

    /** When a lease would end, as it was told at a look. */
    private record Told(long ends, long look) {}

    /**
     * Those of one observer.
     *
     * @param self unlike every other observer's, those before a restart included
     */
    Looks(String self) {
        this.self = self;
    }

    /** The name of the latest look. */
    String latest() {
        return self + "-" + number;
    }

    /** Takes a look in. */
    void add(RunState now) {
        number++;
        RunState before = state;
        state = now;
        if (before == null || !sameShape(before, now)) {
            shape = number;
        } else {
            compare(before, now);
        }
        leases(now);
    }

    private static boolean sameShape(RunState before, RunState now) {
        if (before.phases().size() != now.phases().size()
                || before.tokens().size() != now.tokens().size()) {
            return false;
        }
        for (int i = 0; i < now.tokens().size(); i++) {
            if (!before.tokens().get(i).node().equals(now.tokens().get(i).node())) {
                return false;
            }
        }
        return true;
    }

    private void compare(RunState before, RunState now) {
        for (int i = 0; i < now.phases().size(); i++) {
            phase(before.phases().get(i), now.phases().get(i));
        }
        for (int i = 0; i < now.tokens().size(); i++) {
            Account account = now.tokens().get(i);
            if (!account.equals(before.tokens().get(i))) {
                accounts.put(account.node(), number);
            }
        }
        findings = now.findings().equals(before.findings()) ? findings : number;
        inventory = now.inventory().equals(before.inventory()) ? inventory : number;
        events = now.events().equals(before.events()) ? events : number;
    }

    private void phase(Phase before, Phase now) {
        boolean changed =
                before.stage() != now.stage()
                        || before.done() != now.done()
                        || before.dead() != now.dead()
                        || before.active() != now.active()
                        || !Objects.equals(before.ends(), now.ends());
        for (int i = 0; i < now.tasks().size(); i++) {
            Task task = now.tasks().get(i);
            if (!sameButLease(before.tasks().get(i), task)) {
                tasks.put(key(now, task), number);
                changed = true;
            }
        }
        if (changed) {
            phases.put(now.larry(), number);
        }
    }

    /** The tasks of a phase and their order are the settings', which do not change. */
    private static boolean sameButLease(Task before, Task now) {
        return before == now
                || (before.leaseMillis() == null) == (now.leaseMillis() == null)
                        && before.withLease(now.leaseMillis()).equals(now);
    }

    private void leases(RunState now) {
        long at = now.at().toEpochMilli();
        for (Phase phase : now.phases()) {
            for (Task task : phase.tasks()) {
                Long left = task.leaseMillis();
                if (left != null) {
                    Told told = leases.get(task.id());
                    if (told == null || Math.abs(at + left - told.ends()) > RAN_ON) {
                        leases.put(task.id(), new Told(at + left, number));
                    }
                }
            }
        }
    }

    private static String key(Phase phase, Task task) {
        return phase.larry() + " " + task.id();
    }

    /**
     * What is new since a look; the whole state where that was another observer's.
     *
     * @param look as {@link #latest()} named it; none: whoever asks knows nothing
     */
    RunChange since(@Nullable String look) {
        RunState now = state;
        if (now == null) {
            throw new IllegalStateException("nobody has looked yet");
        }
        long known = known(look);
        if (known < shape) {
            return RunChange.whole(latest(), now);
        }
        return new RunChange(
                RunState.VERSION,
                latest(),
                null,
                RunChange.Now.of(now),
                phasesSince(now, known),
                now.tokens().stream()
                        .filter(account -> accounts.getOrDefault(account.node(), 0L) > known)
                        .toList(),
                findings > known ? now.findings() : null,
                inventory > known ? now.inventory() : null,
                events > known ? now.events() : null,
                leasesSince(now, known));
    }

    /** The number of a look of this observer; 0: it is none. */
    private long known(@Nullable String look) {
        if (look == null || !look.matches(self + "-[0-9]{1,18}")) {
            return 0;
        }
        long known = Long.parseLong(look.substring(self.length() + 1));
        return known > number ? 0 : known;
    }

    private List<Phase> phasesSince(RunState now, long known) {
        List<Phase> changed = new ArrayList<>();
        for (Phase phase : now.phases()) {
            if (phases.getOrDefault(phase.larry(), 0L) > known) {
                changed.add(
                        phase.withTasks(
                                phase.tasks().stream()
                                        .filter(task ->
                                                tasks.getOrDefault(key(phase, task), 0L) > known)
                                        .toList()));
            }
        }
        return changed;
    }

    private Map<String, Long> leasesSince(RunState now, long known) {
        Map<String, Long> renewed = new TreeMap<>();
        for (Phase phase : now.phases()) {
            for (Task task : phase.tasks()) {
                Long left = task.leaseMillis();
                Told told = leases.get(task.id());
                if (left != null && told != null && told.look() > known) {
                    renewed.put(task.id(), left);
                }
            }
        }
        return renewed;
    }
}
