package dev.larry.render.dashboards;

import dev.larry.render.json.JsonText;
import dev.larry.render.json.RecordJson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dashboard as Grafana provisions it. Source: Grafana documentation, "Dashboard JSON model".
 *
 * @param uid 40 characters at most; the same for ever, for links and bookmarks hold it
 * @param tags every dashboard links to those that share its first tag
 * @param panels laid out from left to right, then down
 */
public record Dashboard(String uid, String title, List<String> tags, List<Panel> panels) {
    /**
     * The version of the JSON model; Grafana 11 and later read it, and migrate it where they have a
     * newer one.
     */
    public static final int SCHEMA = 39;

    private static final String DATASOURCE = "datasource";
    private static final Map<String, Object> PROMETHEUS =
            Map.of("type", "prometheus", "uid", "${" + DATASOURCE + "}");

    public Dashboard {
        tags = List.copyOf(tags);
        panels = List.copyOf(panels);
        if (uid.length() > 40 || tags.isEmpty()) {
            throw new IllegalArgumentException("uid " + uid + ": 40 characters at most, and a tag");
        }
    }

    /** The JSON, the same bytes everywhere, with a final line feed. */
    public String json() {
        return JsonText.document(RecordJson.sorted(document()), "");
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new TreeMap<>();
        document.put("uid", uid);
        document.put("title", title);
        document.put("tags", tags);
        document.put("schemaVersion", SCHEMA);
        document.put("editable", false);
        document.put("graphTooltip", 1);
        document.put("refresh", "10s");
        document.put("time", Map.of("from", "now-1h", "to", "now"));
        document.put("timezone", "browser");
        document.put("annotations", Map.of("list", List.of()));
        document.put("templating", Map.of("list", List.of(datasource())));
        document.put("links", List.of(others()));
        document.put("panels", placed());
        return document;
    }

    private static Map<String, Object> datasource() {
        return Map.of(
                "name",
                DATASOURCE,
                "label",
                "Data source",
                "type",
                DATASOURCE,
                "query",
                "prometheus",
                "refresh",
                1,
                "hide",
                0);
    }

    private Map<String, Object> others() {
        return Map.of(
                "type",
                "dashboards",
                "title",
                "Larrys",
                "tags",
                List.of(tags.getFirst()),
                "asDropdown",
                true,
                "includeVars",
                true,
                "keepTime",
                true,
                "targetBlank",
                false);
    }

    private List<Map<String, Object>> placed() {
        List<Map<String, Object>> placed = new ArrayList<>();
        int x = 0;
        int y = 0;
        int row = 0;
        for (Panel panel : panels) {
            if (x + panel.width() > Panel.FULL) {
                x = 0;
                y += row;
                row = 0;
            }
            placed.add(json(panel, placed.size() + 1, x, y));
            x += panel.width();
            row = Math.max(row, panel.height());
        }
        return placed;
    }

    private static Map<String, Object> json(Panel panel, int id, int x, int y) {
        Map<String, Object> json = new TreeMap<>();
        json.put("id", id);
        json.put("type", panel.type());
        json.put("title", panel.title());
        json.put("gridPos", Map.of("h", panel.height(), "w", panel.width(), "x", x, "y", y));
        json.put("options", panel.options());
        if (!panel.description().isEmpty()) {
            json.put("description", panel.description());
        }
        if (!panel.queries().isEmpty()) {
            json.put(DATASOURCE, PROMETHEUS);
            json.put("targets", targets(panel));
            json.put(
                    "fieldConfig",
                    Map.of(
                            "defaults",
                            Map.of("unit", panel.unit()),
                            "overrides",
                            panel.overrides()));
        }
        return json;
    }

    private static List<Map<String, Object>> targets(Panel panel) {
        boolean now = !panel.type().equals("timeseries");
        List<Map<String, Object>> targets = new ArrayList<>();
        for (Panel.Query query : panel.queries()) {
            targets.add(
                    Map.of(
                            "refId",
                            String.valueOf((char) ('A' + targets.size())),
                            DATASOURCE,
                            PROMETHEUS,
                            "expr",
                            query.expression(),
                            "legendFormat",
                            query.legend(),
                            "instant",
                            now,
                            "range",
                            !now));
        }
        return targets;
    }
}
