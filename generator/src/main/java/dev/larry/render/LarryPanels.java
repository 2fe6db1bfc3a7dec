package dev.larry.render;

import dev.larry.contract.Metric;
import dev.larry.model.Larry;
import dev.larry.model.MasterAgent;
import dev.larry.model.TimeSpans;
import dev.larry.model.Worker;
import dev.larry.render.dashboards.Panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the dashboard of one Larry shows: its phase, its tasks, its tokens, and what its tasks found
 * and counted. What belongs to its domain comes from the model (who does what) and from the tasks
 * themselves (findings and items by name), so a new domain needs no new dashboard.
 */
final class LarryPanels {
    private static final String LARRY = "larry";

    private final Larry larry;

    private LarryPanels(Larry larry) {
        this.larry = larry;
    }

    static List<Panel> of(Larry larry) {
        LarryPanels panels = new LarryPanels(larry);
        List<Panel> all = new ArrayList<>(panels.numbers());
        all.add(panels.responsibilities());
        all.addAll(panels.histories());
        return List.copyOf(all);
    }

    /** Grafana's name of a colour. */
    static String grafana(Larry.Colour colour) {
        return switch (colour) {
            case PURPLE -> "purple";
            case RED -> "red";
            case GREEN -> "green";
            case BLUE -> "blue";
            case ORANGE -> "orange";
            case YELLOW -> "yellow";
            case CYAN -> "#00bcd4";
            case GREY -> "#9e9e9e";
        };
    }

    private List<Panel> numbers() {
        Map<String, String> own = Map.of(larry.name(), grafana(larry.colour()));
        return List.of(
                Panel.number(
                                "Progress",
                                "share of tasks done",
                                "percentunit",
                                one(Metric.PHASE_PROGRESS))
                        .coloured(own),
                Panel.number("Tasks", "of this Larry", "none", one(Metric.TASKS_TOTAL)),
                Panel.number(
                        "Workers at work", "that hold a lease", "none", one(Metric.WORKERS_ACTIVE)),
                Panel.number(
                        "Tokens spent",
                        "of " + larry.tokens(),
                        "short",
                        query(
                                metric(Metric.TOKENS_USED)
                                        .sumOfMax(List.of(LARRY), List.of(LARRY, "holder")),
                                larry.name())),
                Panel.number(
                        "Tokens set aside",
                        "by open reservations",
                        "short",
                        one(Metric.TOKENS_RESERVED)),
                Panel.number(
                        "Journal",
                        "1 while Redis is away and a journal is kept",
                        "none",
                        one(Metric.FALLBACK)));
    }

    private Panel responsibilities() {
        StringBuilder text = new StringBuilder();
        text.append("**").append(markdown(larry.domain())).append("**, window ");
        text.append(TimeSpans.format(larry.window())).append("\n\n");
        text.append("| who | task | tokens | time-out | does |\n|---|---|---|---|---|\n");
        for (MasterAgent master : larry.masters()) {
            row(
                    text,
                    master.name(),
                    "",
                    master.tokens() + " + " + master.pool(),
                    "",
                    master.does());
        }
        for (Worker worker : larry.workers()) {
            row(
                    text,
                    worker.name(),
                    worker.task().id(),
                    worker.tokens().toString(),
                    TimeSpans.format(worker.timeout()),
                    worker.does());
        }
        larry.success().forEach(line -> text.append("\n- ").append(markdown(line)));
        return Panel.text("Who does what", text.append('\n').toString(), 9);
    }

    private static void row(StringBuilder text, String... cells) {
        for (String cell : cells) {
            text.append("| ").append(markdown(cell)).append(' ');
        }
        text.append("|\n");
    }

    /** What Markdown would take as a cell's end or as HTML is written out; a cell is one line. */
    private static String markdown(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\s+", " ").strip();
    }

    private List<Panel> histories() {
        return List.of(
                Panel.history(
                        "Tokens spent",
                        "by master and worker",
                        "short",
                        query(metric(Metric.TOKENS_USED).max("holder"), "{{holder}}")),
                Panel.bars(
                        "Share of tokens spent",
                        "by master and worker",
                        "percentunit",
                        query(
                                metric(Metric.TOKENS_USED).max("holder")
                                        + " / "
                                        + metric(Metric.TOKENS_BUDGET).max("holder"),
                                "{{holder}}")),
                Panel.history(
                        "Tasks ended",
                        "by how they ended",
                        "none",
                        query(metric(Metric.TASKS_COMPLETED).max("state"), "{{state}}")),
                Panel.bars("How long tasks took", "by task", "s", byTask(Metric.TASK_SECONDS)),
                Panel.bars(
                        "Attempts",
                        "leases of each task so far",
                        "none",
                        byTask(Metric.TASK_ATTEMPTS)),
                Panel.history(
                        "Leases",
                        "seconds until each ends unless renewed",
                        "s",
                        byTask(Metric.LEASE_SECONDS_LEFT)),
                Panel.history(
                        "Fences",
                        "each lease of a task has the next",
                        "none",
                        byTask(Metric.FENCE)),
                Panel.history(
                        "Troubles",
                        "in 5 minutes",
                        "none",
                        rose(Metric.LEASES_LOST, "leases lost"),
                        rose(Metric.STALE_COMMITS, "late results refused"),
                        rose(Metric.TOKENS_REFUSED, "reservations refused"),
                        rose(Metric.POOL_GRANTED, "tokens of pools granted"),
                        rose(Metric.RESERVE_GRANTED, "tokens of the reserve granted")),
                Panel.bars(
                        "Findings",
                        "that tasks reported, by severity",
                        "none",
                        query(metric(Metric.FINDINGS).max("severity"), "{{severity}}")),
                Panel.bars(
                        "Inventory",
                        "what tasks counted",
                        "none",
                        query(metric(Metric.INVENTORY).max("item"), "{{item}}")),
                Panel.history(
                        "Events",
                        "in 5 minutes, by kind",
                        "none",
                        query(metric(Metric.EVENTS).increase("5m", "type"), "{{type}}")),
                Panel.history(
                        "Leases granted",
                        "in 5 minutes",
                        "none",
                        rose(Metric.LEASES_ACQUIRED, "granted")));
    }

    private Promql metric(Metric metric) {
        return Promql.of(metric).where(LARRY, larry.name());
    }

    private Panel.Query one(Metric metric) {
        return query(metric(metric).max(), larry.name());
    }

    private Panel.Query byTask(Metric metric) {
        return query(metric(metric).max("task"), "{{task}}");
    }

    private Panel.Query rose(Metric metric, String what) {
        return query(metric(metric).increase("5m"), what);
    }

    private static Panel.Query query(String expression, String legend) {
        return new Panel.Query(expression, legend);
    }
}
