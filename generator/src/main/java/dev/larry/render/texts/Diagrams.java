package dev.larry.render.texts;

import dev.larry.template.Templates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mermaid diagrams in as much detail as a viewer still draws.
 *
 * <p>Source: Mermaid documentation, configuration options {@code maxTextSize} (50,000 characters)
 * and {@code maxEdges} (500); GitHub leaves both as they are.
 */
final class Diagrams {
    private static final int LONGEST = 50_000;
    private static final int MOST_EDGES = 500;
    private static final List<String> DETAIL = List.of("workers", "larrys");

    private final Templates templates;

    Diagrams(Templates templates) {
        this.templates = templates;
    }

    /**
     * The diagram, first with every worker, then with Larrys only; empty where neither can be
     * drawn.
     */
    String draw(String template, Map<String, ?> data) {
        for (String detail : DETAIL) {
            Map<String, Object> all = new HashMap<>(data);
            all.put("detail", detail);
            String diagram = templates.text(template, all);
            long edges =
                    diagram.lines()
                            .filter(line -> line.contains("--") || line.contains("-."))
                            .count();
            if (diagram.length() <= LONGEST && edges <= MOST_EDGES) {
                return diagram;
            }
        }
        return "";
    }
}
