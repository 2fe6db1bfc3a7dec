package dev.larry.diff;

import dev.larry.diff.object.Effect;
import dev.larry.diff.object.FieldChange;
import dev.larry.diff.object.ObjectChange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as Markdown: what matters of every environment, then every object, then the rest. */
public final class MarkdownReport {
    /** What GitHub takes as one comment. */
    public static final int MOST = 65_536;

    private static final int OBJECTS_A_ROW = 4;

    private final ChangeReport report;
    private final Page page;

    private MarkdownReport(ChangeReport report, int most) {
        this.report = report;
        this.page = new Page(most);
    }

    /** The page, never longer than {@link #MOST} characters. */
    public static String of(ChangeReport report) {
        return of(report, MOST);
    }

    static String of(ChangeReport report, int most) {
        MarkdownReport markdown = new MarkdownReport(report, most);
        markdown.write();
        return markdown.page.toString();
    }

    private void write() {
        page.block("# Change report\n");
        page.block(
                "From "
                        + Cells.code(report.base())
                        + " to "
                        + Cells.code(report.head())
                        + ": "
                        + (report.environments().isEmpty() ? "no environment changes." : summary())
                        + "\n");
        report.notes().forEach(note -> page.block("> " + Cells.text(note) + "\n"));
        report.environments().forEach(this::whatMatters);
        report.environments().forEach(this::objects);
        report.environments().forEach(this::rest);
    }

    private String summary() {
        return report.environments().stream()
                .map(each -> Cells.code(each.environment()) + " " + counts(each))
                .collect(Collectors.joining("; "));
    }

    private static String counts(EnvironmentChange change) {
        String counts =
                Stream.of(Effect.values())
                        .filter(effect -> !change.with(effect).isEmpty())
                        .map(effect -> change.with(effect).size() + " " + effect)
                        .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "(no object)" : counts;
    }

    private void whatMatters(EnvironmentChange change) {
        page.block(
                "## "
                        + Cells.code(change.environment())
                        + (change.what().equals("changed") ? "" : " (" + change.what() + ")")
                        + "\n");
        change.run().forEach(line -> page.block("> **" + line + "**\n"));
        change.notes().forEach(line -> page.block("> " + Cells.text(line) + "\n"));
        list(
                "Impossible",
                change.with(Effect.IMPOSSIBLE).stream().map(MarkdownReport::said).toList());
        list(
                "Data or whole namespaces go",
                change.with(Effect.REMOVED).stream()
                        .filter(ObjectChange::loud)
                        .map(MarkdownReport::said)
                        .toList());
        table(
                "### Figures\n\n" + Cells.head("of", "what", "before", "after", "difference", ""),
                change.figures().stream()
                        .map(each ->
                                Cells.row(
                                        Cells.code(each.larry()),
                                        each.what(),
                                        each.before(),
                                        each.after(),
                                        each.difference(),
                                        each.note().contains(": over")
                                                ? "**" + each.note() + "**"
                                                : each.note()))
                        .toList());
        list(
                "Rights widen",
                change.rights().stream().map(each -> "- " + Cells.text(each)).toList());
        list(
                "Network widens",
                change.network().stream().map(each -> "- " + Cells.text(each)).toList());
        table(
                "### Images\n\n" + Cells.head("before", "after", "where"),
                change.images().stream()
                        .map(each ->
                                Cells.row(
                                        each.before().isEmpty() ? "-" : Cells.code(each.before()),
                                        Cells.code(each.after()),
                                        Cells.codes(each.containers(), OBJECTS_A_ROW)))
                        .toList());
        table(
                "### Secrets that must exist\n\n"
                        + Cells.head("namespace", "Secret", "keys", "who reads it"),
                change.secrets().stream()
                        .map(each ->
                                Cells.row(
                                        Cells.code(each.namespace()),
                                        Cells.code(each.secret())
                                                + (each.made() ? " (by ExternalSecret)" : ""),
                                        each.keys().isEmpty()
                                                ? "all"
                                                : Cells.codes(each.keys(), OBJECTS_A_ROW),
                                        Cells.codes(each.readers(), OBJECTS_A_ROW)))
                        .toList());
    }

    private static String said(ObjectChange change) {
        return "- **"
                + Cells.code(change.id().toString())
                + "**: "
                + Cells.text(String.join("; ", change.notes()));
    }

    private void list(String title, List<String> lines) {
        table("### " + title + "\n\n", lines);
    }

    private void table(String begin, List<String> rows) {
        if (!rows.isEmpty()) {
            page.rows(begin, rows, "");
        }
    }

    private void objects(EnvironmentChange change) {
        if (!change.objects().isEmpty()) {
            page.block(
                    "## Objects of "
                            + Cells.code(change.environment())
                            + ": "
                            + counts(change)
                            + "\n");
        }
        for (Effect effect : Effect.values()) {
            List<ObjectChange> objects = change.with(effect);
            if (objects.isEmpty()) {
                continue;
            }
            String title =
                    "### " + title(effect) + " (" + objects.size() + ")\n\n" + effect.meaning();
            if (effect == Effect.NEW || effect == Effect.REMOVED) {
                page.rows(title + "\n\n", objects.stream().map(MarkdownReport::bare).toList(), "");
            } else {
                page.rows(
                        title + "\n\n" + Cells.head("objects", "field", "before", "after"),
                        grouped(objects).entrySet().stream().map(MarkdownReport::field).toList(),
                        "");
                if (effect != Effect.IMPOSSIBLE) { // said at the top
                    page.rows("", reasons(objects), "");
                }
            }
        }
    }

    private static String title(Effect effect) {
        String word = effect.toString();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String bare(ObjectChange change) {
        return "- "
                + Cells.code(change.id().toString())
                + (change.notes().isEmpty()
                        ? ""
                        : ": " + Cells.text(String.join("; ", change.notes())));
    }

    /** One row a change of a field, with every object that has just that change. */
    private static Map<FieldChange, List<String>> grouped(List<ObjectChange> objects) {
        Map<FieldChange, List<String>> rows = new LinkedHashMap<>();
        for (ObjectChange change : objects) {
            String name = change.id().toString();
            for (FieldChange field : change.fields()) {
                rows.computeIfAbsent(field, _ -> new ArrayList<>()).add(name);
            }
        }
        return rows;
    }

    private static String field(Map.Entry<FieldChange, List<String>> row) {
        FieldChange field = row.getKey();
        return Cells.row(
                Cells.codes(row.getValue(), OBJECTS_A_ROW),
                Cells.code(field.path()),
                field.before() == null ? "-" : Cells.code(FieldChange.shown(field.before())),
                field.after() == null ? "-" : Cells.code(FieldChange.shown(field.after())));
    }

    private static List<String> reasons(List<ObjectChange> objects) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (ObjectChange change : objects) {
            String instead =
                    change.replaces().map(old -> "instead of " + old.name() + ", ").orElse("");
            if (!instead.isEmpty()) {
                reasons.computeIfAbsent(
                                instead + String.join("; ", change.notes()), _ -> new ArrayList<>())
                        .add(change.id().toString());
            } else if (!change.notes().isEmpty()) {
                reasons.computeIfAbsent(String.join("; ", change.notes()), _ -> new ArrayList<>())
                        .add(change.id().toString());
            }
        }
        return reasons.entrySet().stream()
                .map(each ->
                        "- "
                                + Cells.codes(each.getValue(), OBJECTS_A_ROW)
                                + ": "
                                + Cells.text(each.getKey()))
                .toList();
    }

    private void rest(EnvironmentChange change) {
        if (!change.otherFiles().isEmpty()) {
            page.rows(
                    "<details><summary>"
                            + change.otherFiles().size()
                            + (change.otherFiles().size() == 1
                                    ? " other file of "
                                    : " other files of ")
                            + Cells.text(change.environment())
                            + "</summary>\n\n",
                    change.otherFiles().stream()
                            .map(each -> "- " + Cells.code(each.path()) + " " + each.what())
                            .toList(),
                    "\n</details>\n");
        }
    }
}
