package dev.larry.check.report;

import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Severity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines for people: one a finding as files have it, or grouped and coloured for a terminal. */
public final class HumanFormat {
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";

    private HumanFormat() {}

    /** A line each, which editors and other programs can read. */
    public static String lines(Findings findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : asking(findings)) {
            text.append(finding).append('\n');
            finding.rendered()
                    .ifPresent(place -> text.append("    rendered at ").append(place).append('\n'));
        }
        return text + notes(findings);
    }

    private static List<Finding> asking(Findings findings) {
        return findings.all().stream().filter(each -> each.severity() != Severity.NOTE).toList();
    }

    /**
     * A line for all that were noted alike: a repository has hundreds of files that are no objects.
     */
    private static String notes(Findings findings) {
        Map<String, List<Finding>> alike = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.severity() == Severity.NOTE) {
                String same = finding.rule() + "\n" + finding.found();
                alike.computeIfAbsent(same, _ -> new ArrayList<>()).add(finding);
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<Finding> each : alike.values()) {
            String line = each.getFirst().toString();
            String place = each.getFirst().source().toString();
            text.append(
                            each.size() == 1 || !line.startsWith(place)
                                    ? line
                                    : place
                                            + " and "
                                            + (each.size() - 1)
                                            + " more"
                                            + line.substring(place.length()))
                    .append('\n');
        }
        return text.toString();
    }

    /** The last lines: how much was judged, and what that came to. */
    public static String summary(CheckReport report) {
        String unjudged = report.unjudgedLine();
        String environments =
                report.environments().isEmpty()
                        ? ""
                        : count(report.environments().size(), "environment") + ", ";
        return (unjudged.isEmpty() ? "" : Printable.of(unjudged) + "\n")
                + environments
                + count(report.objects(), "object")
                + " judged"
                + (unjudged.isEmpty() ? "" : " (" + report.unjudged() + " without a schema)")
                + ": "
                + count(report.findings().errors(), "error")
                + ", "
                + count(report.findings().warnings(), "warning")
                + (report.findings().notes() == 0
                        ? ""
                        : ", " + count(report.findings().notes(), "note"))
                + (report.excepted().isEmpty()
                        ? ""
                        : ", " + report.excepted().size() + " excepted");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Under the name of each file, in colour. */
    public static String terminal(Findings findings) {
        StringBuilder text = new StringBuilder();
        String file = "";
        for (Finding finding : asking(findings)) {
            if (!finding.source().file().equals(file)) {
                text.append(file.isEmpty() ? "" : "\n");
                file = finding.source().file();
                text.append(BOLD).append(clean(file)).append(RESET).append('\n');
            }
            text.append("  ")
                    .append(place(finding))
                    .append(finding.severity() == Severity.ERROR ? RED : YELLOW)
                    .append(finding.severity())
                    .append(RESET)
                    .append("  ")
                    .append(BOLD)
                    .append(finding.rule())
                    .append(RESET)
                    .append('\n');
            line(text, "", finding.source().path());
            line(text, "", finding.found());
            line(text, "allowed: ", finding.allowed());
            line(text, "do: ", finding.remedy());
            finding.rendered().ifPresent(place -> line(text, "rendered at ", place.toString()));
        }
        notes(findings).lines().forEach(note -> text.append(DIM + clean(note) + RESET + "\n"));
        return text.toString();
    }

    private static String place(Finding finding) {
        int line = finding.source().line();
        return line == 0
                ? ""
                : DIM
                        + line
                        + (finding.source().column() == 0 ? "" : ":" + finding.source().column())
                        + RESET
                        + "  ";
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            text.append("      ")
                    .append(label.isEmpty() ? "" : DIM + label + RESET)
                    .append(clean(value))
                    .append('\n');
        }
    }

    /** No text of an input file may steer the terminal. */
    private static String clean(String text) {
        return Printable.of(text);
    }
}
