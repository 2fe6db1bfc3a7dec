package dev.larry.agent.observer;

import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Phase;
import dev.larry.contract.RunState.Task;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What of a state a page does not have yet, so that a fleet of hundreds of Larrys costs little to
 * follow: phases that changed, the rest of the state where it did, and now and then the leases.
 */
final class Changes {
    private static final long LEASES_MILLIS = 5_000;

    private @Nullable RunState sent;
    private Map<String, Phase> phases = Map.of();
    private @Nullable Instant leasesSent;

    /**
     * What is new.
     *
     * @param run members of the state that changed, by name; {@code at} always
     * @param leases milliseconds left, by Larry and task; none: not told this time
     */
    record Change(
            Instant at,
            Map<String, Object> run,
            List<Phase> phases,
            @Nullable Map<String, Long> leases) {}

    /** The whole state, from which changes count. */
    RunState whole(RunState state) {
        sent = state;
        phases = still(state);
        leasesSent = state.at();
        return state;
    }

    /** What changed since it was asked last. */
    Change since(RunState state) {
        RunState before = sent;
        if (before == null) {
            throw new IllegalStateException("the whole state comes first");
        }
        Map<String, Phase> now = still(state);
        List<Phase> changed = new ArrayList<>();
        for (Phase phase : state.phases()) {
            if (!Objects.equals(now.get(phase.larry()), phases.get(phase.larry()))) {
                changed.add(phase);
            }
        }
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("at", state.at());
        put(run, "stage", before.stage(), state.stage());
        put(run, "started", before.started(), state.started());
        put(run, "ends", before.ends(), state.ends());
        put(run, "epoch", before.epoch(), state.epoch());
        put(run, "redis", before.redis(), state.redis());
        put(run, "replicas", before.replicas(), state.replicas());
        put(run, "tokens", before.tokens(), state.tokens());
        put(run, "findings", before.findings(), state.findings());
        put(run, "inventory", before.inventory(), state.inventory());
        put(run, "events", before.events(), state.events());
        put(run, "missing", before.missing(), state.missing());
        sent = state;
        phases = now;
        return new Change(state.at(), run, changed, leases(state));
    }

    private @Nullable Map<String, Long> leases(RunState state) {
        if (leasesSent != null
                && state.at().toEpochMilli() - leasesSent.toEpochMilli() < LEASES_MILLIS) {
            return null;
        }
        leasesSent = state.at();
        Map<String, Long> leases = new TreeMap<>();
        for (Phase phase : state.phases()) {
            for (Task task : phase.tasks()) {
                if (task.leaseMillis() != null) {
                    leases.put(phase.larry() + " " + task.id(), task.leaseMillis());
                }
            }
        }
        return leases;
    }

    private static void put(
            Map<String, Object> run, String name, @Nullable Object before, @Nullable Object now) {
        if (now == null ? before != null : !now.equals(before)) {
            // A member that went away must be told too, and JSON leaves nulls out.
            run.put(name, now == null ? "" : now);
        }
    }

    /** Phases without what changes with every look. */
    private static Map<String, Phase> still(RunState state) {
        Map<String, Phase> still = new HashMap<>();
        for (Phase phase : state.phases()) {
            still.put(
                    phase.larry(),
                    new Phase(
                            phase.larry(),
                            phase.domain(),
                            phase.colour(),
                            phase.stage(),
                            phase.ends(),
                            phase.done(),
                            phase.dead(),
                            phase.active(),
                            phase.tasks().stream().map(Changes::still).toList()));
        }
        return still;
    }

    private static Task still(Task task) {
        return new Task(
                task.id(),
                task.worker(),
                task.master(),
                task.state(),
                task.fence(),
                task.attempts(),
                task.owner(),
                task.begun(),
                task.changed(),
                null,
                task.percent(),
                task.message(),
                task.reason(),
                task.expected(),
                task.timeout(),
                task.after());
    }
}
