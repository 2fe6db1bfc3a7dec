package dev.larry.agent.coordinator;

import dev.larry.agent.events.Event;
import dev.larry.agent.report.Roster;
import dev.larry.agent.task.TaskContext;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.model.TimeSpans;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says so, once, when a task could begin and nobody begins it: its pod may find no node, or no
 * image. Whoever reads it has the rest of the window to mend that; at its end the task is dead.
 */
final class Idle {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Instead of a time: it was said. */
    private static final long SAID = Long.MAX_VALUE;

    private final CoordinatorContext context;
    private final TaskContext tasks;
    private final Duration bound;

    /** Since when it could begin, by nanoTime; once it was said, never again. */
    private final Map<String, Long> since = new HashMap<>();

    Idle(CoordinatorContext context) {
        this.context = context;
        this.tasks = context.tasks();
        this.bound = bound(tasks.larry().window(), tasks.run().leaseTtl());
    }

    /** A tenth of the window, two minutes at most, and never less than two leases. */
    static Duration bound(Duration window, Duration ttl) {
        Duration tenth = window.dividedBy(10);
        Duration most = tenth.compareTo(LONGEST) < 0 ? tenth : LONGEST;
        Duration least = ttl.multipliedBy(2);
        return most.compareTo(least) < 0 ? least : most;
    }

    void look(List<TaskRecordDocument> records) {
        long now = System.nanoTime();
        Set<String> done =
                records.stream()
                        .filter(record -> record.state() == State.DONE)
                        .map(TaskRecordDocument::task)
                        .collect(Collectors.toSet());
        for (int i = 0; i < records.size(); i++) {
            TaskRecordDocument record = records.get(i);
            Roster task = context.roster().get(i);
            if (record.state() != State.OPEN || !done.containsAll(task.after())) {
                since.remove(record.task());
                continue;
            }
            long first = since.computeIfAbsent(record.task(), none -> now);
            if (first != SAID && now - first > bound.toNanos()) {
                since.put(record.task(), SAID);
                say(record, task);
            }
        }
    }

    private void say(TaskRecordDocument record, Roster task) {
        String reason =
                "nobody has begun it for "
                        + TimeSpans.format(bound)
                        + "; look at the Job of "
                        + task.worker();
        tasks.log().warn("task " + record.task() + " is idle: " + reason);
        tasks.events()
                .append(
                        new Event(
                                EventKind.PHASE_STALLED,
                                context.larry(),
                                record.task(),
                                Map.of("attempts", record.attempts(), "reason", reason)));
    }
}
