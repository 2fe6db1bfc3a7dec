package dev.larry.agent.report;

import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunReport;
import dev.larry.contract.TaskRecordDocument.State;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The run's timeline as SVG: a row for each task, the plan as an outline and what was measured as a
 * bar. Colours come from classes, so that the page around it decides on dark and light.
 */
final class TimelineChart {
    private static final int WIDTH = 960;
    private static final int LABELS = 250;
    private static final int ROW = 20;
    private static final int TOP = 28;
    private static final List<Integer> STEPS =
            List.of(
                    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600,
                    86_400);

    private final RunReport report;
    private final PlannedTimes planned;
    private final double span;
    private final StringBuilder svg = new StringBuilder(8_192);
    private int y = TOP;

    private TimelineChart(RunReport report) {
        this.report = report;
        this.planned = new PlannedTimes(report);
        this.span = Math.max(1, longest().toMillis() / 1000.0);
    }

    static String of(RunReport report) {
        return new TimelineChart(report).draw();
    }

    /** The latest that is drawn; the window only where something comes near it. */
    private Duration longest() {
        Duration longest = Duration.between(report.started(), report.written());
        for (PhaseReport phase : report.phases()) {
            for (TaskReport task : phase.tasks()) {
                Duration end = planned.start(task).plus(task.expected());
                longest = end.compareTo(longest) > 0 ? end : longest;
                if (task.ended() != null) {
                    Duration ended = since(task.ended());
                    longest = ended.compareTo(longest) > 0 ? ended : longest;
                }
            }
        }
        return longest;
    }

    private String draw() {
        int rows = report.phases().stream().mapToInt(phase -> 1 + phase.tasks().size()).sum();
        int height = TOP + rows * ROW + 24;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg class=\"timeline\" role=\"img\" viewBox=\"0 0 %d %d\""
                                + " xmlns=\"http://www.w3.org/2000/svg\"><title>%s</title>%n",
                        WIDTH,
                        height,
                        xml("Timeline of run " + report.run())));
        axis(height - 24);
        for (PhaseReport phase : report.phases()) {
            text("larry", 4, y + 14, phase.larry());
            y += ROW;
            for (TaskReport task : phase.tasks()) {
                row(task);
                y += ROW;
            }
        }
        if (report.barrierOpened() != null) {
            double x = x(since(report.barrierOpened()));
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"barrier\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\">"
                                    + "<title>barrier opened after %s</title></line>%n",
                            x,
                            TOP,
                            x,
                            height - 24,
                            xml(Spans.of(since(report.barrierOpened())))));
        }
        return svg.append("</svg>").toString().replace("\r\n", "\n");
    }

    private void axis(int bottom) {
        int step = STEPS.stream().filter(one -> span / one <= 10).findFirst().orElse(172_800);
        for (int second = 0; second <= span; second += step) {
            double x = x(Duration.ofSeconds(second));
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                            x,
                            TOP,
                            x,
                            bottom));
            text("tick", x, TOP - 8, tick(second, step));
        }
    }

    private static String tick(int second, int step) {
        return step < 60 && second < 3_600
                ? "T+" + second + "s"
                : step < 3_600 ? "T+" + second / 60 + "m" : "T+" + second / 3_600 + "h";
    }

    private void row(TaskReport task) {
        text("task", 14, y + 14, task.worker());
        Duration start = planned.start(task);
        bar("planned", start, start.plus(task.expected()), "planned: " + Spans.of(task.expected()));
        if (task.begun() != null) {
            Instant end = task.ended() == null ? report.written() : task.ended();
            bar(
                    task.state() == State.DONE ? "done" : "dead",
                    since(task.begun()),
                    since(end),
                    task.task()
                            + ": "
                            + task.state().name().toLowerCase(Locale.ROOT)
                            + took(task.tookMillis()));
        }
    }

    private static String took(@Nullable Long millis) {
        return millis == null ? "" : ", took " + Spans.of(millis);
    }

    private void bar(String kind, Duration from, Duration to, String title) {
        double left = x(from);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                                + " rx=\"2\"><title>%s</title></rect>%n",
                        kind,
                        left,
                        kind.equals("planned") ? y + 3 : y + 6,
                        Math.max(1.5, x(to) - left),
                        kind.equals("planned") ? 14 : 8,
                        xml(title)));
    }

    private void text(String kind, double x, int at, String words) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                        kind,
                        x,
                        at,
                        xml(words.length() > 34 ? words.substring(0, 33) + "…" : words)));
    }

    private double x(Duration since) {
        double share = Math.clamp(since.toMillis() / 1000.0 / span, 0, 1);
        return LABELS + share * (WIDTH - LABELS - 12);
    }

    private Duration since(Instant moment) {
        return Duration.between(report.started(), moment);
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
