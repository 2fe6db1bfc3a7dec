package dev.larry.check.report;

import dev.larry.check.rule.Rule;
import dev.larry.model.Severity;

import java.util.List;

/** Rules explained: one for the terminal, all of them for docs/checks.md. */
public final class Catalogue {
    private Catalogue() {}

    /** What {@code larry explain} prints. */
    public static String explain(Rule rule) {
        return rule.id()
                + " ("
                + rule.severity()
                + (rule.severity() == Severity.ERROR ? ", blocks" : "")
                + ")\n\n"
                + rule.what()
                + "\n"
                + rule.why()
                + "\n\nBad:\n"
                + indented(rule.bad())
                + "\nGood:\n"
                + indented(rule.good())
                + "\nDo: "
                + rule.remedy()
                + "\nSource: "
                + rule.source()
                + "\n";
    }

    /** The whole page. */
    public static String page(List<Rule> rules) {
        StringBuilder page = new StringBuilder();
        page.append("# What larry check checks\n\n");
        page.append("Generated from the rules in the code; a test holds it current. ");
        page.append(rules.size())
                .append(
                        " rules. An error blocks, a warning does not, a note asks for nothing."
                                + " Examples of environments")
                .append(" are laid over a fleet that nothing is wrong with.\n");
        String group = "";
        for (Rule rule : rules) {
            if (!rule.group().equals(group)) {
                group = rule.group();
                page.append("\n## ").append(group).append("\n");
            }
            page.append("\n### ").append(rule.id()).append("\n\n");
            page.append("*").append(rule.severity()).append("* ");
            page.append(rule.what()).append(" ").append(rule.why()).append("\n\n");
            page.append("Bad:\n\n").append(block(rule, rule.bad()));
            page.append("\nGood:\n\n").append(block(rule, rule.good()));
            page.append("\nDo: ").append(rule.remedy()).append(".\n");
            page.append("Source: ").append(rule.source()).append(".\n");
        }
        return page.toString();
    }

    private static String block(Rule rule, String text) {
        return "```" + (rule.commands() ? "sh" : "yaml") + "\n" + visible(text) + "```\n";
    }

    private static String indented(String text) {
        return visible(text).indent(2);
    }

    /** An example of a character that nobody sees is of no use. */
    private static String visible(String text) {
        String shown =
                text.replace("\ufeff", "<U+FEFF>").replace("\r", "<CR>").replace("\t", "<TAB>");
        return shown.endsWith("\n") ? shown : shown + "\n";
    }
}
