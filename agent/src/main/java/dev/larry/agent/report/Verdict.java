package dev.larry.agent.report;

import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunState.Account;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.TaskRecordDocument.State;

import java.util.List;

/**
 * What a run's own data say of one promise of the protocol.
 *
 * @param promise in a few words
 * @param held whether the data agree with it
 * @param evidence the figures, or what contradicts it
 */
public record Verdict(String promise, boolean held, String evidence) {
    static List<Verdict> of(RunReport report) {
        return List.of(
                onceOnly(report), ended(report), budgets(report), barrier(report), events(report));
    }

    private static Verdict onceOnly(RunReport report) {
        List<String> twice = TargetCriteria.twice(report.phases());
        return new Verdict(
                "no task is committed twice",
                twice.isEmpty(),
                twice.isEmpty()
                        ? "records done, each with one commit: "
                                + report.figures().done()
                                + "; conflicts refused: "
                                + report.figures().conflicts()
                        : "two results of " + String.join(", ", twice));
    }

    private static Verdict ended(RunReport report) {
        List<String> open =
                report.phases().stream()
                        .flatMap(phase -> phase.tasks().stream())
                        .filter(task -> task.state() != State.DONE && task.state() != State.DEAD)
                        .map(TaskReport::task)
                        .distinct()
                        .toList();
        return new Verdict(
                "no task is lost",
                open.isEmpty(),
                open.isEmpty()
                        ? report.figures().done() + " done, " + report.figures().dead() + " dead"
                        : "neither done nor dead: " + String.join(", ", open));
    }

    private static Verdict budgets(RunReport report) {
        List<String> over =
                report.tokens().stream()
                        .filter(account ->
                                account.spent().plus(account.reserved()).compareTo(account.cap())
                                        > 0)
                        .map(Account::node)
                        .toList();
        return new Verdict(
                "no budget is overspent",
                over.isEmpty(),
                over.isEmpty()
                        ? report.tokens().size() + " accounts, each within its cap"
                        : "beyond its cap: " + String.join(", ", over));
    }

    private static Verdict barrier(RunReport report) {
        if (report.barrierOpened() == null) {
            return new Verdict(
                    "the barrier opens once, and only when complete",
                    true,
                    "it did not open: the time was up before");
        }
        List<String> early =
                report.phases().stream()
                        .filter(phase -> phase.stage() != PhaseStage.MISSING)
                        .filter(phase ->
                                phase.ended() != null
                                        && phase.ended().isAfter(report.barrierOpened()))
                        .map(PhaseReport::larry)
                        .toList();
        return new Verdict(
                "the barrier opens once, and only when complete",
                early.isEmpty(),
                early.isEmpty()
                        ? "it opened after the last of "
                                + report.phases().size()
                                + " phases had ended"
                        : "it opened before the end of " + String.join(", ", early));
    }

    private static Verdict events(RunReport report) {
        long missing = report.figures().missing();
        return new Verdict(
                "events are without a gap, or the gap is told",
                true,
                missing == 0
                        ? report.figures().events() + " events, none missing"
                        : missing + " of the events are known to be missing");
    }
}
