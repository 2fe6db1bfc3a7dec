package dev.larry.load;

import dev.larry.model.Finding;
import dev.larry.model.Source;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.Optional;

/** What the YAML parser stumbles over, as a finding. */
final class YamlProblem {
    private YamlProblem() {}

    static Finding empty(Source source) {
        return Finding.error(
                "input/empty", source, "nothing in it", "one mapping", "start it with: larry init");
    }

    static Finding of(MarkedYamlEngineException problem, String text, String file) {
        Optional<Mark> mark = problem.getProblemMark();
        if (mark.isEmpty()) {
            return syntax(Source.ofFile(file), problem.getProblem());
        }
        int line = mark.get().getLine() + 1;
        return tab(text, file, line)
                .orElseGet(() ->
                        syntax(
                                new Source(file, line, mark.get().getColumn() + 1, ""),
                                problem.getProblem()));
    }

    static Finding of(YamlEngineException problem, String text, String file) {
        if (problem instanceof ReaderException reader) {
            int at =
                    text.offsetByCodePoints(
                            0,
                            Math.min(reader.getPosition(), text.codePointCount(0, text.length())));
            String before = text.substring(0, at);
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            int start = before.lastIndexOf('\n') + 1;
            return Finding.error(
                    "input/encoding",
                    new Source(file, line, before.codePointCount(start, at) + 1, ""),
                    "the control character U+%04X".formatted(reader.getCodePoint()),
                    "text",
                    "remove it, or write it as an escape in double quotes");
        }
        return syntax(Source.ofFile(file), problem.getMessage());
    }

    private static Finding syntax(Source source, @Nullable String message) {
        String found =
                message == null ? "not YAML" : message.lines().findFirst().orElse("not YAML");
        return Finding.error("input/syntax", source, found, "YAML 1.2", "correct it");
    }

    /** The tab that the problem's line is indented with, if there is one: the usual reason. */
    private static Optional<Finding> tab(String text, String file, int line) {
        String found = text.lines().skip(line - 1L).findFirst().orElse("");
        int at = 0;
        while (at < found.length() && found.charAt(at) == ' ') {
            at++;
        }
        if (at == found.length() || found.charAt(at) != '\t') {
            return Optional.empty();
        }
        long more =
                text.lines()
                        .skip(line)
                        .filter(next -> next.stripLeading().length() > 0 && next.matches(" *\t.*"))
                        .count();
        return Optional.of(
                Finding.error(
                        "input/tab",
                        new Source(file, line, at + 1, ""),
                        "a tab in the indentation" + (more == 0 ? "" : ", and " + more + " more"),
                        "spaces",
                        "replace it by spaces"));
    }
}
