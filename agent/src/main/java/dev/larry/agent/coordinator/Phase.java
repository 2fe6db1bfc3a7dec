package dev.larry.agent.coordinator;

import dev.larry.agent.barrier.Barrier;
import dev.larry.agent.barrier.Barrier.Arrival;
import dev.larry.agent.events.Event;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.report.Digest;
import dev.larry.agent.report.Facts;
import dev.larry.agent.report.PhaseReports;
import dev.larry.agent.report.ReportFile;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.TokenSamples;
import dev.larry.agent.task.TaskContext;
import dev.larry.contract.AgentException;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says how a phase goes: its beginning, its progress, its end, its arrival, its report. */
final class Phase {
    private final CoordinatorContext context;
    private final TaskContext tasks;
    private final String larry;
    private String progress = "";
    private Barrier.@Nullable Outcome outcome;

    Phase(CoordinatorContext context) {
        this.context = context;
        this.tasks = context.tasks();
        this.larry = context.larry();
    }

    void begin() {
        once("started", EventKind.PHASE_STARTED, Map.of("tasks", context.roster().size()));
    }

    /** Says what changed, and at the end that it ended; whether it did. */
    boolean look(List<TaskRecordDocument> records) {
        long done = count(records, State.DONE);
        long dead = count(records, State.DEAD);
        String now = done + " done, " + dead + " dead";
        if (!now.equals(progress) && done + dead > 0) {
            tasks.events()
                    .append(
                            new Event(
                                    EventKind.PROGRESS_UPDATE,
                                    larry,
                                    null,
                                    Map.of(
                                            "phase",
                                            Map.of(
                                                    "done",
                                                    done,
                                                    "dead",
                                                    dead,
                                                    "active",
                                                    count(records, State.LEASED),
                                                    "tasks",
                                                    records.size()))));
        }
        progress = now;
        if (done + dead < records.size()) {
            return false;
        }
        once(
                "complete",
                EventKind.PHASE_COMPLETE,
                Map.of(
                        "done",
                        done,
                        "dead",
                        records.stream()
                                .filter(record -> record.state() == State.DEAD)
                                .map(TaskRecordDocument::task)
                                .toList()));
        return true;
    }

    /** Arrives at the barrier, of which Redis may first have to be told; whether it did. */
    boolean arrive(List<TaskRecordDocument> records) {
        for (Roster task : context.roster()) {
            context.telling().tell(tasks.records().read(task.task()), larry, context.path(task));
        }
        boolean degraded = count(records, State.DEAD) > 0;
        Arrival arrival =
                tasks.events()
                        .with(
                                new Event(EventKind.BARRIER_OPENED, larry, null, Map.of()),
                                opened ->
                                        context.barrier()
                                                .arrive(
                                                        larry,
                                                        degraded,
                                                        opened.producer() + "#" + opened.number(),
                                                        opened),
                                answer -> answer.outcome() == Barrier.Outcome.OPENED);
        Barrier.Outcome before = outcome;
        outcome = arrival.outcome();
        if (outcome == before || (outcome == Barrier.Outcome.KNOWN && before != null)) {
            return arrived(outcome);
        }
        switch (outcome) {
            case OPENED, ARRIVED, KNOWN ->
                    tasks.log()
                            .info(
                                    "phase complete, "
                                            + progress
                                            + "; barrier: "
                                            + arrival.outcome()
                                            + ", "
                                            + arrival.arrived()
                                            + " of "
                                            + arrival.members());
            case EARLY -> tasks.log().warn("the barrier still awaits " + arrival.left() + " tasks");
            case ABSENT -> tasks.log().warn("the barrier is gone from Redis; not arrived");
            case STRANGER ->
                    tasks.log().warn("the barrier does not await " + larry + "; not arrived");
        }
        return arrived(outcome);
    }

    private static boolean arrived(Barrier.Outcome outcome) {
        return outcome != Barrier.Outcome.EARLY && outcome != Barrier.Outcome.ABSENT;
    }

    /** Leaves the phase's report on the Larry's volume; the run's has the same without it. */
    void report(RunRecord run, Digest digest) {
        Map<String, TaskRecordDocument> records =
                context.records().stream()
                        .collect(Collectors.toMap(TaskRecordDocument::task, Function.identity()));
        Facts facts =
                new Facts(
                        run.run(),
                        records,
                        digest,
                        TokenSamples.accounts(context.phase(), context.ledger()),
                        Map.of());
        try {
            Path file =
                    ReportFile.write(
                            ReportFile.folder(Path.of(tasks.larry().volume()), run.run()),
                            "phase.json",
                            PhaseReports.of(run.run(), context.phase(), run.started(), facts));
            tasks.log().info("phase report written to " + file);
        } catch (AgentException e) {
            tasks.log().warn("no phase report: " + e.getMessage());
        }
    }

    private void once(String field, EventKind kind, Map<String, Object> data) {
        Event event = new Event(kind, larry, null, data);
        if (!tasks.events().appendOnce(context.keys().phase(larry), field, event)) {
            tasks.log().info(kind.wire() + " was said before");
        }
    }

    private static long count(List<TaskRecordDocument> records, State state) {
        return records.stream().filter(record -> record.state() == state).count();
    }
}
