package dev.larry.template;

import dev.larry.model.KubernetesWord;
import dev.larry.model.TimeSpans;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What templates can say about values; each takes one argument. */
public final class Functions {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Functions() {}

    static Map<String, TemplateMethodModelEx> all() {
        Map<String, TemplateMethodModelEx> all = new TreeMap<>();
        all.put("span", one(value -> TimeSpans.format((Duration) value)));
        all.put("at", one(value -> "T+" + TimeSpans.format((Duration) value)));
        all.put("clock", one(value -> clock((Duration) value)));
        all.put("seconds", one(value -> ((Duration) value).toSeconds()));
        all.put("code", one(value -> MarkdownFormat.INSTANCE.code(value.toString())));
        all.put(
                "markdown",
                one(value -> MarkdownFormat.INSTANCE.markdown(value.toString().strip())));
        all.put("line", one(value -> MarkdownFormat.INSTANCE.markdown(line(value.toString()))));
        all.put(
                "sh",
                one(value -> MarkdownFormat.INSTANCE.markdown(shell(line(value.toString())))));
        all.put(
                "paragraphs",
                one(value -> MarkdownFormat.INSTANCE.markdown(paragraphs(value.toString()))));
        all.put("percent", one(value -> percent(((Number) value).longValue())));
        all.put("name", one(value -> ((KubernetesWord) value).text()));
        all.put(
                "lower",
                one(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        all.put("mermaid", one(value -> mermaid(value.toString())));
        all.put(
                "id",
                one(value -> value.toString().replace("/", "__").replaceAll("[^A-Za-z0-9]", "_")));
        return all;
    }

    private static String percent(long percent) {
        return percent > 100 ? "more than 100 %" : percent + " %";
    }

    /** A moment of a Gantt chart, which knows dates only; its axis shows hours and minutes. */
    private static String clock(Duration sinceStart) {
        return LocalDateTime.of(2000, 1, 1, 0, 0).plus(sinceStart).format(CLOCK);
    }

    /** One line without control characters, for a code block that it must not end. */
    private static String line(String text) {
        return text.strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("\\p{Cntrl}", "")
                .replace("```", "'''");
    }

    /** A word for a POSIX shell, quoted only where it must be. */
    public static String shell(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Escapes prose line by line and keeps its paragraphs. */
    private static String paragraphs(String text) {
        StringBuilder result = new StringBuilder();
        for (String paragraph : text.strip().split("\\R\\s*\\R")) {
            if (!result.isEmpty()) {
                result.append("\n\n");
            }
            result.append(MarkdownFormat.INSTANCE.escapePlainText(paragraph));
        }
        return result.toString();
    }

    /**
     * Text within quotes in a Mermaid diagram. Source: Mermaid documentation, "Entity codes to
     * escape characters".
     */
    private static String mermaid(String text) {
        return line(text)
                .replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("`", "#96;");
    }

    private static TemplateMethodModelEx one(Function<Object, Object> function) {
        return arguments -> {
            if (arguments.size() != 1) {
                throw new TemplateModelException("one argument, not " + arguments.size());
            }
            Object value = DeepUnwrap.unwrap((TemplateModel) arguments.getFirst());
            if (value == null) {
                throw new TemplateModelException("an argument that is there");
            }
            return function.apply(value);
        };
    }
}
