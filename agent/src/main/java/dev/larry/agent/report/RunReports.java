package dev.larry.agent.report;

import dev.larry.agent.record.RunRecord;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;
import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunReport.Criterion;
import dev.larry.contract.RunReport.Figures;
import dev.larry.contract.RunReport.Grant;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Joins the phases of a run into its report. */
public final class RunReports {
    private RunReports() {}

    /** Reports the run. */
    public static RunReport of(
            AgentSettings settings, FleetSettings fleet, RunRecord run, Facts facts, Instant now) {
        List<PhaseReport> phases =
                fleet.phases().stream()
                        .map(phase ->
                                PhaseReports.last(
                                        PhaseReports.of(run.run(), phase, run.started(), facts)))
                        .toList();
        Map<String, List<TaskRecordDocument>> records = new LinkedHashMap<>();
        fleet.phases()
                .forEach(phase ->
                        records.put(
                                phase.larry(),
                                Roster.of(phase).stream()
                                        .map(task -> facts.record(task.task()))
                                        .filter(Objects::nonNull)
                                        .toList()));
        Digest digest = facts.digest();
        Figures figures = figures(phases, run, digest);
        List<Criterion> success =
                new ArrayList<>(
                        TargetCriteria.judge(
                                fleet.targets(),
                                fleet.total(),
                                run.started(),
                                opened(digest),
                                phases,
                                figures,
                                facts.accounts(),
                                digest.heard().findings(),
                                digest.trail().size(),
                                digest.count(EventKind.PROGRESS_UPDATE)));
        success.addAll(Criteria.judge(fleet.success(), records));
        return new RunReport(
                RunReport.VERSION,
                settings.environment(),
                run.run(),
                run.started(),
                opened(digest),
                now,
                settings.run().window(),
                digest.missing() == 0
                        && phases.stream()
                                .allMatch(phase ->
                                        phase.stage() == PhaseStage.COMPLETE && !phase.late()),
                figures,
                phases,
                success,
                facts.accounts(),
                grants(digest),
                digest.heard().findings(),
                digest.heard().measures(),
                digest.trail());
    }

    private static @Nullable Instant opened(Digest digest) {
        for (Happening event : digest.trail()) {
            if (event.type().equals(EventKind.BARRIER_OPENED.wire())) {
                return event.at();
            }
        }
        return null;
    }

    private static Figures figures(List<PhaseReport> phases, RunRecord run, Digest digest) {
        // Two Larrys may list one task; it is one task.
        Map<String, TaskReport> tasks = new LinkedHashMap<>();
        phases.forEach(phase -> phase.tasks().forEach(task -> tasks.put(task.task(), task)));
        return new Figures(
                tasks.size(),
                count(tasks, State.DONE),
                count(tasks, State.DEAD),
                tasks.values().stream().mapToLong(TaskReport::fence).sum(),
                digest.count(EventKind.LEASE_LOST),
                digest.count(EventKind.TASK_CONFLICT),
                digest.count(EventKind.WORKER_FAILURE),
                run.epoch() - 1,
                digest.events(),
                digest.missing());
    }

    private static int count(Map<String, TaskReport> tasks, State state) {
        return (int) tasks.values().stream().filter(task -> task.state() == state).count();
    }

    private static List<Grant> grants(Digest digest) {
        List<Grant> grants = new ArrayList<>();
        for (Happening event : digest.trail()) {
            boolean reserve = event.type().equals(EventKind.RESERVE_GRANTED.wire());
            if ((reserve || event.type().equals(EventKind.POOL_GRANTED.wire()))
                    && event.data().get("tokens") instanceof Number tokens) {
                grants.add(
                        new Grant(
                                event.at(),
                                event.larry(),
                                event.task(),
                                reserve
                                        ? TokenPath.RESERVE
                                        : TokenPath.pool(
                                                String.valueOf(event.larry()),
                                                text(event, "master")),
                                text(event, "to"),
                                tokens.longValue(),
                                text(event, "reason")));
            }
        }
        return grants;
    }

    private static String text(Happening event, String member) {
        return String.valueOf(event.data().getOrDefault(member, ""));
    }
}
