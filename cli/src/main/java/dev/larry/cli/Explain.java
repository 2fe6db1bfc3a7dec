package dev.larry.cli;

import dev.larry.check.Rules;
import dev.larry.check.report.Catalogue;
import dev.larry.check.rule.Rule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Says of a rule what it asks for, why, how it is broken and put right, and where it is from. */
@Command(
        name = "explain",
        description = "Explains a rule of larry check, or lists all of them.",
        footer = {"", "Example: larry explain tokens/larry-total"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Explain implements Callable<Integer> {
    private static final int SHOWN = 8;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "RULE",
            arity = "0..1",
            description = "The rule's id, as findings name it (default: list all).")
    private @Nullable String id;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String asked = id;
        if (asked == null) {
            Rules.ALL.forEach(rule -> out.print(rule.id() + "  " + rule.what() + "\n"));
        } else {
            Rule rule = Rules.of(asked).orElseThrow(() -> new WrongUseException(unknown(asked)));
            out.print(Catalogue.explain(rule));
        }
        out.flush();
        return Exit.CLEAN;
    }

    /** The rules that share a word with what was typed are the likely ones. */
    private static String unknown(String typed) {
        List<String> words = List.of(typed.split("[/-]"));
        List<String> near =
                Rules.ALL.stream()
                        .map(Rule::id)
                        .filter(rule ->
                                words.stream()
                                        .anyMatch(word -> word.length() > 2 && rule.contains(word)))
                        .limit(SHOWN)
                        .toList();
        return "no rule '"
                + typed
                + "'; "
                + (near.isEmpty()
                        ? "list them with: larry explain"
                        : "there is " + near.stream().collect(Collectors.joining(", ")));
    }
}
