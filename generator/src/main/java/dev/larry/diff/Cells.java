package dev.larry.diff;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts of manifests in Markdown, where they must not become Markdown themselves. */
final class Cells {
    private static final int LONGEST = 120;

    private Cells() {}

    /** A row of a table. */
    static String row(String... cells) {
        return Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** The first rows of a table. */
    static String head(String... names) {
        return row(names) + "\n" + "|---".repeat(names.length) + "|\n";
    }

    /** A value as code, on one line, shortened; within a table, so that no bar ends its cell. */
    static String code(String value) {
        if (value.isEmpty()) {
            return "` `";
        }
        // Nobody reads a checksum: its beginning tells two apart.
        String shown = value.matches("[0-9a-f]{64}") ? value.substring(0, 12) + "…" : value;
        StringBuilder line = new StringBuilder();
        int points = 0;
        for (int point : shown.codePoints().toArray()) {
            if (points++ == LONGEST) {
                line.append('…');
                break;
            }
            int type = Character.getType(point);
            if (point == '\n') {
                line.append("⏎");
            } else if (Character.isISOControl(point)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                line.append('·');
            } else if (point == '|') {
                line.append("\\|");
            } else {
                line.appendCodePoint(point == '`' ? '\'' : point);
            }
        }
        return "`" + line + "`";
    }

    /** Values as code, the first few of them. */
    static String codes(List<String> values, int most) {
        String shown =
                values.stream().limit(most).map(Cells::code).collect(Collectors.joining(", "));
        return values.size() <= most ? shown : shown + " and " + (values.size() - most) + " more";
    }

    /** A sentence that may hold names from manifests. */
    static String text(String value) {
        String line = value.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", " ").replace('`', '\'');
        for (String mark : List.of("\\", "#", "|", "<", "*", "_", "[", "@")) {
            line =
                    line.replace(
                            mark,
                            mark.equals("<") ? "&lt;" : mark.equals("@") ? "&#64;" : "\\" + mark);
        }
        return line;
    }
}
