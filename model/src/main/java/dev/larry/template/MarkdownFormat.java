package dev.larry.template;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Markdown as an output format of Freemarker: whatever a template inserts is escaped, so that no
 * value of an environment file can break a table, start a heading or become HTML.
 *
 * <p>Source: GitHub Flavored Markdown Spec, "Backslash escapes" and "Tables (extension)".
 */
public final class MarkdownFormat extends CommonMarkupOutputFormat<MarkdownFormat.Markdown> {
    public static final MarkdownFormat INSTANCE = new MarkdownFormat();

    private static final Pattern LINE_ENDS = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*\\[\\]<>|~$]");
    // Underscores within a word mean nothing, and names are full of them.
    private static final Pattern UNDERSCORE =
            Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
    private static final Pattern ENTITY = Pattern.compile("&(?=#?[0-9A-Za-z]+;)");
    private static final Pattern BLOCK = Pattern.compile("^(#{1,6}(?=\\s|$)|[-+=](?=[-+=\\s]|$))");
    private static final Pattern NUMBERED = Pattern.compile("^([0-9]{1,9})([.)])(?=\\s|$)");

    private MarkdownFormat() {}

    @Override
    public String getName() {
        return "Markdown";
    }

    @Override
    public String getMimeType() {
        return "text/markdown";
    }

    @Override
    public String escapePlainText(String text) {
        return isPlain(text) ? text : escaped(text);
    }

    /** Letters, and between them what names and sentences are made of: nothing means anything. */
    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean digit = i > 0 && c >= '0' && c <= '9';
            boolean between = i > 0 && i < last && " -./,:;()".indexOf(c) >= 0;
            if (!letter && !digit && !between) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        String line = LINE_ENDS.matcher(text.strip()).replaceAll(" ");
        line = SPECIAL.matcher(line).replaceAll("\\\\$0");
        line = UNDERSCORE.matcher(line).replaceAll("\\\\_");
        line = ENTITY.matcher(line).replaceAll("&amp;");
        line = BLOCK.matcher(line).replaceFirst("\\\\$1");
        return NUMBERED.matcher(line).replaceFirst("$1\\\\$2");
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escapePlainText(text));
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Markdown newTemplateMarkupOutputModel(String text, String markup) {
        return new Markdown(text, markup);
    }

    /** Text that is Markdown already. */
    Markdown markdown(String markup) {
        return new Markdown(null, markup);
    }

    /**
     * A code span, whatever the text holds. Backslashes mean nothing in one, but tables look for
     * pipes before spans: with a pipe in it, it becomes the HTML that the span would become.
     */
    Markdown code(String text) {
        String line = LINE_ENDS.matcher(text.strip()).replaceAll(" ");
        if (line.isEmpty()) {
            return markdown("");
        }
        if (line.contains("|")) {
            return markdown("<code>" + entities(line) + "</code>");
        }
        StringBuilder fence = new StringBuilder("`");
        while (line.contains(fence)) {
            fence.append('`');
        }
        String space = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return markdown(fence + space + line + space + fence);
    }

    private static String entities(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    if ("&<>|`*_[]\\~$".indexOf(point) >= 0) {
                        result.append("&#").append(point).append(';');
                    } else {
                        result.appendCodePoint(point);
                    }
                });
        return result.toString();
    }

    /** Markdown, and the plain text it was escaped from where it was. */
    public static final class Markdown extends CommonTemplateMarkupOutputModel<Markdown> {
        @SuppressWarnings(
                "NullAway") // Freemarker keeps one of the two null; it has no annotations.
        private Markdown(@Nullable String text, String markup) {
            super(text, markup);
        }

        @Override
        public MarkdownFormat getOutputFormat() {
            return INSTANCE;
        }
    }
}
