package dev.larry.agent.report;

import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunReport.Verdict;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.TaskRecordDocument.State;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a run teaches and what is to be done next: computed from its data, or not said. */
final class Lessons {
    private static final int MOST = 3;
    private static final long OVER_BUDGETED_PERCENT = 50;

    private final RunReport report;

    Lessons(RunReport report) {
        this.report = report;
    }

    static boolean done(TaskReport task) {
        return task.state() == State.DONE;
    }

    static long used(PhaseReport phase) {
        return phase.tasks().stream()
                .mapToLong(task -> task.used() == null ? 0 : task.used().value())
                .sum();
    }

    /** The slowest, those over their expected time, the most retried, the over-budgeted. */
    List<String> learned() {
        List<String> lessons = new ArrayList<>();
        tasks(task -> task.tookMillis() != null)
                .sorted(Comparator.comparing(Lessons::millis).reversed())
                .limit(MOST)
                .forEach(task ->
                        lessons.add(
                                "slowest: "
                                        + task.task()
                                        + " took "
                                        + Spans.of(millis(task))
                                        + ", "
                                        + Spans.of(task.expected())
                                        + " were expected"));
        tasks(task -> millis(task) > task.expected().toMillis())
                .sorted(Comparator.comparing(Lessons::overrun).reversed())
                .limit(MOST)
                .forEach(task ->
                        lessons.add(
                                "longer than expected: "
                                        + task.task()
                                        + " by "
                                        + Spans.of(overrun(task))
                                        + "; raise its expected time or split it"));
        tasks(task -> task.attempts() > 1)
                .sorted(Comparator.comparing(TaskReport::attempts).reversed())
                .limit(MOST)
                .forEach(task ->
                        lessons.add(
                                "most tried: "
                                        + task.task()
                                        + ", "
                                        + task.attempts()
                                        + " attempts"
                                        + because(task.reason())));
        tasks(Lessons::overBudgeted)
                .sorted(Comparator.comparing(Lessons::left).reversed())
                .limit(MOST)
                .forEach(task ->
                        lessons.add(
                                "more tokens than needed: "
                                        + task.task()
                                        + " left "
                                        + String.format(Locale.ROOT, "%,d", left(task))
                                        + " of "
                                        + task.tokens()));
        return lessons;
    }

    /** What somebody must look at before the next run. */
    List<String> next() {
        List<String> steps = new ArrayList<>();
        tasks(task -> task.state() == State.DEAD)
                .forEach(task ->
                        steps.add(
                                "find out why "
                                        + task.task()
                                        + " is dead"
                                        + because(task.reason())));
        for (PhaseReport phase : report.phases()) {
            if (phase.stage() == PhaseStage.MISSING) {
                steps.add("find out why " + phase.larry() + " never arrived at the barrier");
            } else if (phase.late()) {
                steps.add("give " + phase.larry() + " a longer window or less to do: it was late");
            }
            phase.success().stream()
                    .filter(one -> one.verdict() != Verdict.MET)
                    .forEach(one -> steps.add(open(phase.larry(), one)));
        }
        report.success().stream()
                .filter(one -> one.verdict() != Verdict.MET)
                .forEach(one -> steps.add(open("the run", one)));
        report.grants()
                .forEach(grant ->
                        steps.add(
                                "consider "
                                        + String.format(Locale.ROOT, "%,d", grant.tokens())
                                        + " tokens more for "
                                        + grant.to()
                                        + ": they were granted from "
                                        + grant.from()));
        long grave =
                report.findings().stream()
                        .filter(found ->
                                found.severity().equals("critical")
                                        || found.severity().equals("high"))
                        .count();
        if (grave > 0) {
            steps.add("deal with the " + grave + " critical and high findings");
        }
        if (report.figures().missing() > 0) {
            steps.add("look into Redis: " + report.figures().missing() + " events are missing");
        }
        return steps;
    }

    private static String open(String whose, RunReport.Criterion criterion) {
        return (criterion.verdict() == Verdict.NOT_MET ? "meet" : "have a task evidence")
                + ", for "
                + whose
                + ": "
                + criterion.text();
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "" : ": " + reason;
    }

    private Stream<TaskReport> tasks(Predicate<TaskReport> which) {
        return report.phases().stream().flatMap(phase -> phase.tasks().stream()).filter(which);
    }

    private static long millis(TaskReport task) {
        return task.tookMillis() == null ? 0 : task.tookMillis();
    }

    private static long overrun(TaskReport task) {
        return millis(task) - task.expected().toMillis();
    }

    private static boolean overBudgeted(TaskReport task) {
        return done(task)
                && task.used() != null
                && task.tokens().value() > 0
                && task.used().value() > 0
                && task.used().value() * 100 < task.tokens().value() * OVER_BUDGETED_PERCENT;
    }

    private static long left(TaskReport task) {
        return task.tokens().value() - (task.used() == null ? 0 : task.used().value());
    }
}
