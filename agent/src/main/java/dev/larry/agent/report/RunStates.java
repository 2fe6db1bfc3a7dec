package dev.larry.agent.report;

import dev.larry.agent.record.RunRecord;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.EventKind;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Phase;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.RunState.Stage;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells how a run stands, for whoever watches it. */
public final class RunStates {
    private RunStates() {}

    /**
     * Tells it.
     *
     * @param record of the run; none: not initialised
     * @param redis why Redis could not be asked; none: it was
     * @param replicas that acknowledge writes; none: not known, or there is one Redis only
     */
    public static RunState of(
            AgentSettings settings,
            FleetSettings fleet,
            Optional<RunRecord> record,
            Facts facts,
            @Nullable String redis,
            @Nullable Integer replicas,
            Instant now) {
        RunSettings run = settings.run();
        Instant started = record.map(RunRecord::started).orElse(null);
        Instant ends = started == null ? null : started.plus(run.window());
        Stage stage = stage(started, ends, facts.digest(), now);
        return new RunState(
                RunState.VERSION,
                settings.environment(),
                run.id(),
                stage,
                now,
                started,
                ends,
                record.map(RunRecord::epoch).orElse(0L),
                redis,
                replicas,
                fleet.phases().stream().map(phase -> phase(phase, started, stage, facts)).toList(),
                facts.accounts(),
                facts.digest().heard().bySeverity(),
                facts.digest().heard().inventory(),
                facts.digest().latest(),
                facts.digest().missing());
    }

    private static Stage stage(
            @Nullable Instant started, @Nullable Instant ends, Digest digest, Instant now) {
        if (digest.count(EventKind.RUN_COMPLETE) > 0) {
            return Stage.COMPLETE;
        }
        if (started == null || ends == null) {
            return Stage.WAITING;
        }
        if (now.isAfter(ends)) {
            return Stage.OVER;
        }
        boolean converging =
                digest.count(EventKind.CONVERGENCE_OPENED) > 0
                        || digest.count(EventKind.BARRIER_OPENED) > 0;
        return converging ? Stage.CONVERGING : Stage.RUNNING;
    }

    private static Phase phase(
            PhaseSettings phase, @Nullable Instant started, Stage run, Facts facts) {
        List<Roster> roster = Roster.of(phase);
        List<TaskRecordDocument> records =
                roster.stream()
                        .map(task -> facts.record(task.task()))
                        .filter(Objects::nonNull)
                        .toList();
        PhaseStage stage =
                PhaseReports.stage(
                        records,
                        roster.size(),
                        facts.digest()
                                .first(EventKind.PHASE_STARTED, phase.larry())
                                .map(event -> event.at())
                                .orElse(null),
                        facts.digest()
                                .first(EventKind.PHASE_COMPLETE, phase.larry())
                                .map(event -> event.at())
                                .orElse(null));
        boolean unfinished = stage == PhaseStage.WAITING || stage == PhaseStage.RUNNING;
        return new Phase(
                phase.larry(),
                phase.domain(),
                phase.colour(),
                unfinished && (run == Stage.COMPLETE || run == Stage.OVER)
                        ? PhaseStage.MISSING
                        : stage,
                started == null ? null : started.plus(phase.window()),
                count(records, State.DONE),
                count(records, State.DEAD),
                count(records, State.LEASED),
                roster.stream().map(task -> task(task, facts)).toList());
    }

    private static RunState.Task task(Roster task, Facts facts) {
        TaskRecordDocument record = facts.recordOrOpen(task.task());
        Optional<Digest.Said> said = facts.digest().said(task.task());
        return new RunState.Task(
                task.task(),
                task.worker(),
                task.master(),
                record.state(),
                record.fence(),
                record.attempts(),
                record.owner(),
                record.begun(),
                record.changed(),
                record.state() == State.LEASED ? facts.leases().get(task.task()) : null,
                record.state() == State.DONE
                        ? Integer.valueOf(100)
                        : said.map(Digest.Said::percent).orElse(null),
                said.map(Digest.Said::message).filter(text -> !text.isEmpty()).orElse(null),
                record.reason(),
                task.expected(),
                task.timeout(),
                task.after());
    }

    private static int count(List<TaskRecordDocument> records, State state) {
        return (int) records.stream().filter(record -> record.state() == state).count();
    }
}
