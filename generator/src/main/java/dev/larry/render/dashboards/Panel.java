package dev.larry.render.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A panel before it has a place.
 *
 * @param type Grafana's name of the visualization
 * @param unit Grafana's name of the unit
 * @param colours fixed colours of series by their legend
 * @param options options of the visualization, as Grafana writes them
 */
public record Panel(
        String type,
        String title,
        String description,
        int width,
        int height,
        String unit,
        List<Query> queries,
        Map<String, String> colours,
        Map<String, Object> options) {
    /** Grafana's grid is this wide. */
    public static final int FULL = 24;

    public Panel {
        queries = List.copyOf(queries);
        colours = new TreeMap<>(colours);
        options = new TreeMap<>(options);
    }

    /**
     * One query of a panel.
     *
     * @param legend with {@code {{label}}} for values of labels
     */
    public record Query(String expression, String legend) {}

    /** One number, now. */
    public static Panel number(String title, String description, String unit, Query... queries) {
        return new Panel(
                "stat",
                title,
                description,
                4,
                4,
                unit,
                List.of(queries),
                Map.of(),
                Map.of(
                        "colorMode",
                        "value",
                        "graphMode",
                        "none",
                        "reduceOptions",
                        Map.of("calcs", List.of("lastNotNull"), "fields", "", "values", false),
                        "textMode",
                        "auto"));
    }

    /** How several values changed. */
    public static Panel history(String title, String description, String unit, Query... queries) {
        return new Panel(
                "timeseries",
                title,
                description,
                12,
                8,
                unit,
                List.of(queries),
                Map.of(),
                Map.of(
                        "legend",
                        Map.of(
                                "calcs",
                                List.of("lastNotNull"),
                                "displayMode",
                                "table",
                                "placement",
                                "right",
                                "showLegend",
                                true),
                        "tooltip",
                        Map.of("mode", "multi", "sort", "desc")));
    }

    /** Several values beside one another, now. */
    public static Panel bars(String title, String description, String unit, Query... queries) {
        return new Panel(
                "bargauge",
                title,
                description,
                12,
                8,
                unit,
                List.of(queries),
                Map.of(),
                Map.of(
                        "displayMode",
                        "gradient",
                        "orientation",
                        "horizontal",
                        "reduceOptions",
                        Map.of("calcs", List.of("lastNotNull"), "fields", "", "values", false),
                        "showUnfilled",
                        true));
    }

    /** Markdown. */
    public static Panel text(String title, String markdown, int height) {
        return new Panel(
                "text",
                title,
                "",
                FULL,
                height,
                "none",
                List.of(),
                Map.of(),
                Map.of("content", markdown, "mode", "markdown"));
    }

    /** The same with series in these colours, by their legend. */
    public Panel coloured(Map<String, String> byLegend) {
        return new Panel(type, title, description, width, height, unit, queries, byLegend, options);
    }

    /** Field settings in place of the default for each coloured series. */
    List<Map<String, Object>> overrides() {
        List<Map<String, Object>> overrides = new ArrayList<>();
        colours.forEach((legend, colour) ->
                overrides.add(
                        Map.of(
                                "matcher",
                                Map.of("id", "byName", "options", legend),
                                "properties",
                                List.of(
                                        Map.of(
                                                "id",
                                                "color",
                                                "value",
                                                Map.of("fixedColor", colour, "mode", "fixed"))))));
        return overrides;
    }
}
