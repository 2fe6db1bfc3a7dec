package dev.larry.agent.report;

import dev.larry.contract.ContractJson;
import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunReport;
import dev.larry.template.Templates;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The report of a run as people and machines read it, made from the run's data alone: the same data
 * give the same bytes.
 */
public final class RunDocuments {
    private static final Templates TEMPLATES =
            new Templates(RunDocuments.class.getClassLoader(), "templates/reports");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private RunDocuments() {}

    /** For a pull request, a ticket or a terminal. */
    public static String markdown(RunReport report) {
        return TEMPLATES.text("run.md", data(report));
    }

    /** One page that needs nothing beside it. */
    public static String html(RunReport report) {
        Map<String, Object> data = data(report);
        data.put("chart", TimelineChart.of(report));
        return TEMPLATES.text("run.html", data);
    }

    /** For machines; {@link RunReport} reads it back. */
    public static String json(RunReport report) {
        return ContractJson.document(report);
    }

    private static Map<String, Object> data(RunReport report) {
        Lessons lessons = new Lessons(report);
        PlannedTimes planned = new PlannedTimes(report);
        Map<String, Object> data = new HashMap<>();
        data.put("report", report);
        data.put("started", clock(report.started()));
        data.put("written", clock(report.written()));
        data.put("took", Spans.of(Duration.between(report.started(), report.written())));
        data.put(
                "barrier",
                report.barrierOpened() == null
                        ? "did not open"
                        : "opened after "
                                + Spans.of(
                                        Duration.between(
                                                report.started(), report.barrierOpened())));
        Map<String, List<TaskRow>> rows = new TreeMap<>();
        for (PhaseReport phase : report.phases()) {
            rows.put(
                    phase.larry(),
                    phase.tasks().stream().map(task -> row(report, planned, task)).toList());
        }
        data.put("rows", rows);
        data.put("times", report.phases().stream().map(phase -> phaseTime(report, phase)).toList());
        data.put("accounts", report.tokens().stream().map(AccountRow::of).toList());
        data.put("efficiency", report.phases().stream().map(Efficiency::of).toList());
        data.put("verdicts", Verdict.of(report));
        data.put("lessons", lessons.learned());
        data.put("next", lessons.next());
        data.put("trail", report.trail().stream().map(one -> TrailRow.of(report, one)).toList());
        return data;
    }

    private static TaskRow row(RunReport report, PlannedTimes planned, TaskReport task) {
        return new TaskRow(
                task,
                Spans.of(planned.start(task)),
                Spans.of(task.expected()),
                task.begun() == null
                        ? "never"
                        : Spans.of(Duration.between(report.started(), task.begun())),
                task.tookMillis() == null ? "" : Spans.of(task.tookMillis()));
    }

    private static PhaseTime phaseTime(RunReport report, PhaseReport phase) {
        return new PhaseTime(
                phase,
                offset(report, phase.began()),
                offset(report, phase.ended()),
                phase.began() == null || phase.ended() == null
                        ? "not known"
                        : Spans.of(Duration.between(phase.began(), phase.ended())),
                Spans.of(phase.window()));
    }

    static String offset(RunReport report, @Nullable Instant moment) {
        return moment == null
                ? "not known"
                : "T+" + Spans.of(Duration.between(report.started(), moment));
    }

    private static String clock(Instant moment) {
        return CLOCK.format(moment.truncatedTo(ChronoUnit.SECONDS));
    }

    /** A task as a line of a table; times are since T+0. */
    public record TaskRow(
            TaskReport task, String plannedStart, String expected, String begun, String took) {}

    /** A phase's times. */
    public record PhaseTime(
            PhaseReport phase, String began, String ended, String took, String window) {}
}
