package dev.larry.render;

import dev.larry.contract.Metric;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.render.dashboards.Panel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the dashboard of a whole fleet shows: the run, its Larrys side by side, and Redis. */
final class FleetPanels {
    private static final String LARRY = "larry";
    private static final String EACH_LARRY = "{{larry}}";
    private static final List<String> HOLDERS = List.of(LARRY, "holder");

    private FleetPanels() {}

    static List<Panel> of(Fleet fleet) {
        Map<String, String> colours = new TreeMap<>();
        for (Larry larry : fleet.larrys()) {
            colours.put(larry.name(), LarryPanels.grafana(larry.colour()));
        }
        return List.of(
                Panel.number("Run open", "1 while the run is open", "none", one(Metric.RUN_ACTIVE)),
                Panel.number("Time left", "of the run's window", "s", query(timeLeft(), "left")),
                Panel.number(
                        "At the barrier",
                        "phases that arrived, of " + fleet.larrys().size(),
                        "none",
                        one(Metric.BARRIER_ARRIVED)),
                Panel.number(
                        "Reserve left",
                        "tokens, of " + fleet.budget().reserve(),
                        "none",
                        query(Promql.of(Metric.RESERVE_LEFT).min(), "left")),
                Panel.number(
                        "Epoch", "above 1: Redis may have lost writes", "none", one(Metric.EPOCH)),
                Panel.number(
                        "Redis",
                        "whether it takes writes, and replicas that acknowledge them",
                        "none",
                        query(Promql.of(Metric.REDIS_UP).min(), "takes writes"),
                        query(Promql.of(Metric.REDIS_REPLICAS).min(), "replicas")),
                Panel.bars(
                                "Progress",
                                "share of tasks done",
                                "percentunit",
                                each(Metric.PHASE_PROGRESS))
                        .coloured(colours),
                Panel.bars(
                                "Tokens spent",
                                "share of each Larry's tokens",
                                "percentunit",
                                query(
                                        Promql.of(Metric.TOKENS_USED)
                                                        .sumOfMax(List.of(LARRY), HOLDERS)
                                                + " / "
                                                + Promql.of(Metric.TOKENS_BUDGET)
                                                        .where("holder", Alert.WHOLE)
                                                        .max(LARRY),
                                        EACH_LARRY))
                        .coloured(colours),
                Panel.history(
                                "Workers at work",
                                "that hold a lease",
                                "none",
                                each(Metric.WORKERS_ACTIVE))
                        .coloured(colours),
                Panel.history(
                                "Tokens spent over time",
                                "by Larry",
                                "short",
                                query(
                                        Promql.of(Metric.TOKENS_USED)
                                                .sumOfMax(List.of(LARRY), HOLDERS),
                                        EACH_LARRY))
                        .coloured(colours),
                Panel.history(
                        "Tasks ended",
                        "by how they ended",
                        "none",
                        query(
                                Promql.of(Metric.TASKS_COMPLETED)
                                        .sumOfMax(List.of("state"), List.of(LARRY, "state")),
                                "{{state}}")),
                Panel.history(
                        "Leases lost, late results refused",
                        "in 5 minutes; nothing is done twice, but work is lost",
                        "none",
                        rose(Metric.LEASES_LOST, "lost"),
                        rose(Metric.STALE_COMMITS, "refused")),
                Panel.history(
                        "Events",
                        "in 5 minutes, by kind",
                        "none",
                        query(Promql.of(Metric.EVENTS).increase("5m", "type"), "{{type}}")),
                Panel.history(
                        "Journals and gaps",
                        "Larrys that keep a journal because Redis is away; events known to be"
                                + " missing",
                        "none",
                        query(Promql.of(Metric.FALLBACK).max(LARRY), "{{larry}} journal"),
                        rose(Metric.EVENT_GAPS, "gaps")));
    }

    private static String timeLeft() {
        return "clamp_min("
                + Promql.of(Metric.RUN_WINDOW).max()
                + " - (time() - "
                + Promql.of(Metric.RUN_STARTED).max()
                + "), 0)";
    }

    private static Panel.Query one(Metric metric) {
        return query(Promql.of(metric).max(), metric.help());
    }

    private static Panel.Query each(Metric metric) {
        return query(Promql.of(metric).max(LARRY), EACH_LARRY);
    }

    private static Panel.Query rose(Metric metric, String what) {
        return query(Promql.of(metric).increase("5m", LARRY), EACH_LARRY + " " + what);
    }

    private static Panel.Query query(String expression, String legend) {
        return new Panel.Query(expression, legend);
    }
}
