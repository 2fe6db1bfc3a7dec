package dev.larry.agent.report;

import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;
import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TaskResult;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reports a phase from its task records, its events and its accounts. */
public final class PhaseReports {
    private PhaseReports() {}

    /**
     * Reports it.
     *
     * @param started T+0 of the run
     * @param facts of its tasks, at least
     */
    public static PhaseReport of(
            String run, PhaseSettings phase, @Nullable Instant started, Facts facts) {
        List<Roster> roster = Roster.of(phase);
        List<TaskRecordDocument> records =
                roster.stream()
                        .map(task -> facts.record(task.task()))
                        .filter(Objects::nonNull)
                        .toList();
        Instant began = at(facts, EventKind.PHASE_STARTED, phase.larry());
        Instant ended = at(facts, EventKind.PHASE_COMPLETE, phase.larry());
        return new PhaseReport(
                PhaseReport.VERSION,
                run,
                phase.larry(),
                phase.domain(),
                stage(records, roster.size(), began, ended),
                phase.window(),
                began,
                ended,
                ended == null || started == null || ended.isAfter(started.plus(phase.window())),
                roster.stream().map(task -> task(task, facts)).toList(),
                Criteria.judge(phase.success(), Map.of(phase.larry(), records)));
    }

    /** The same when nobody waits for the phase any longer. */
    static PhaseReport last(PhaseReport report) {
        return report.ended() != null
                ? report
                : new PhaseReport(
                        report.version(),
                        report.run(),
                        report.larry(),
                        report.domain(),
                        PhaseStage.MISSING,
                        report.window(),
                        report.began(),
                        null,
                        report.late(),
                        report.tasks(),
                        report.success());
    }

    static PhaseStage stage(
            List<TaskRecordDocument> records,
            int tasks,
            @Nullable Instant began,
            @Nullable Instant ended) {
        if (ended == null) {
            return began == null ? PhaseStage.WAITING : PhaseStage.RUNNING;
        }
        long done = records.stream().filter(record -> record.state() == State.DONE).count();
        return done == tasks ? PhaseStage.COMPLETE : PhaseStage.DEGRADED;
    }

    private static @Nullable Instant at(Facts facts, EventKind kind, String larry) {
        return facts.digest().first(kind, larry).map(Happening::at).orElse(null);
    }

    private static TaskReport task(Roster task, Facts facts) {
        TaskRecordDocument record = facts.recordOrOpen(task.task());
        TaskResult result = record.result();
        boolean over = record.state() == State.DONE || record.state() == State.DEAD;
        Instant begun = record.begun();
        Instant ended = over ? record.changed() : null;
        return new TaskReport(
                task.task(),
                task.worker(),
                task.master(),
                record.state(),
                record.owner(),
                record.attempts(),
                record.fence(),
                begun,
                ended,
                begun == null || ended == null ? null : Duration.between(begun, ended).toMillis(),
                task.expected(),
                task.after(),
                result == null ? null : result.summary(),
                result == null ? null : result.outputs(),
                record.resultHash(),
                record.resultPath(),
                record.reason(),
                task.tokens(),
                facts.spent(task.account()));
    }
}
