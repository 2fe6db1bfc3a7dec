package dev.larry.agent.coordinator;

import dev.larry.agent.events.Event;
import dev.larry.agent.lease.Leases.Told;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.Transition;
import dev.larry.agent.report.Roster;
import dev.larry.agent.task.TaskContext;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches the tasks that somebody holds. One whose lease is gone, or that is held far beyond its
 * time, is offered again, or buried after its last attempt; one that has not ended a lease's length
 * after the window is dead. Spans are counted on this process's monotonic clock.
 */
final class Watch {
    /** A lease that is gone this long does not come back with Redis' state being built anew. */
    private static final Duration GONE = Duration.ofSeconds(1);

    /** What stopping a command may take beyond its timeout. */
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final CoordinatorContext context;
    private final TaskContext tasks;
    private final Map<String, Seen> seen = new HashMap<>();

    /** When an attempt was first seen, and since when its lease is gone; by nanoTime. */
    private record Seen(long fence, long first, long gone) {}

    Watch(CoordinatorContext context) {
        this.context = context;
        this.tasks = context.tasks();
    }

    void look(RunRecord run, List<TaskRecordDocument> records) {
        List<Roster> roster = context.roster();
        boolean over =
                tasks.runs()
                        .left(run, tasks.larry().window())
                        .plus(tasks.run().leaseTtl())
                        .isNegative();
        for (int i = 0; i < records.size(); i++) {
            TaskRecordDocument record = records.get(i);
            if (record.state() == State.DONE || record.state() == State.DEAD) {
                continue;
            }
            if (over) {
                condemn(record, roster.get(i));
            } else if (record.state() == State.LEASED) {
                held(record, roster.get(i));
            }
        }
    }

    private void condemn(TaskRecordDocument record, Roster task) {
        String reason = "the window was over before it ended";
        Transition condemned = tasks.records().condemn(record.task(), reason);
        if (condemned instanceof Transition.Changed) {
            tasks.log().warn("task " + record.task() + " is dead: " + reason);
            context.telling().tell(condemned.record(), context.larry(), context.path(task));
        }
    }

    private void held(TaskRecordDocument record, Roster task) {
        long now = System.nanoTime();
        Seen before = seen.get(record.task());
        if (before == null || before.fence() != record.fence()) {
            before = new Seen(record.fence(), now, 0);
        }
        long gone = leased(record.task()) ? 0 : before.gone() == 0 ? now : before.gone();
        seen.put(record.task(), new Seen(before.fence(), before.first(), gone));
        if (gone != 0 && now - gone >= GONE.toNanos()) {
            drop(record, task, "the lease of " + record.owner() + " ended");
        } else if (now - before.first() > task.timeout().plus(STOPPING).toNanos()) {
            drop(record, task, record.owner() + " holds it beyond its time");
        }
    }

    /** Whether it has a lease, or Redis cannot tell for it holds no state of the run. */
    private boolean leased(String task) {
        return tasks.redis()
                .call(jedis ->
                        jedis.exists(context.keys().lease(task))
                                || !jedis.hexists(context.keys().run(), "epoch"));
    }

    private void drop(TaskRecordDocument record, Roster task, String reason) {
        Transition dropped =
                tasks.records().fail(record.task(), record.fence(), tasks.run().attempts(), reason);
        if (!(dropped instanceof Transition.Changed)) {
            return;
        }
        seen.remove(record.task());
        boolean dead = dropped.record().state() == State.DEAD;
        tasks.log()
                .warn(
                        "task "
                                + record.task()
                                + (dead ? " is dead: " : " is offered again: ")
                                + reason);
        tasks.events()
                .with(
                        new Event(
                                EventKind.WORKER_FAILURE,
                                context.larry(),
                                record.task(),
                                Map.of(
                                        "state",
                                        dead ? "dead" : "open",
                                        "fence",
                                        record.fence(),
                                        "attempt",
                                        record.attempts(),
                                        "reason",
                                        String.valueOf(dropped.record().reason()))),
                        event ->
                                tasks.leases()
                                        .complete(
                                                dropped.record(),
                                                context.path(task),
                                                context.barrier().generation(),
                                                event),
                        told -> told == Told.COMPLETED);
    }
}
