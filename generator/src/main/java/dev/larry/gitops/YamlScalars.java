package dev.larry.gitops;

import java.util.Locale;
import java.util.Set;

/**
 * How a string is written so that every YAML reads back that string: plain where no reader could
 * take it for anything else, a literal block for lines of text, double quotes for all the rest.
 *
 * <p>The rules name what is safe instead of what is not: YAML 1.1 (yaml.org/type), the core schema
 * of YAML 1.2 (chapter 10.3) and the readers in use differ in what is special.
 */
final class YamlScalars {
    /**
     * What is a boolean or null to some reader, in any case; yaml.org/type/bool.html and null.html.
     */
    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final int LONGEST_WORD = 5;

    /**
     * Letters that occur in no number (0x1F, 0o14, 1e3) and no time stamp (2024-01-01T00:00:00Z).
     */
    private static final String NOT_NUMERIC = "ghijklmnpqrsuvwy";

    private YamlScalars() {}

    /** Whether the string may stand without quotes, as a key or a value in block context. */
    static boolean plain(String text) {
        int length = text.length();
        if (length == 0 || !startsPlain(text)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
            if (c == ':' && (i + 1 == length || text.charAt(i + 1) == ' ')) {
                return false; // would be a key
            }
            if (c == ' ' && (i + 1 == length || text.charAt(i + 1) == '#')) {
                return false; // would be lost, or a comment
            }
        }
        return length > LONGEST_WORD || !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean startsPlain(String text) {
        char first = text.charAt(0);
        if (letter(first) || first == '/' || first == '_' || first == '$') {
            return true;
        }
        if (first >= '0' && first <= '9') {
            return neverANumber(text);
        }
        // Options of a command: -c and --config, but neither -1, -.inf, - nor ---.
        int dashes = text.startsWith("--") ? 2 : 1;
        return first == '-' && text.length() > dashes && letter(text.charAt(dashes));
    }

    private static boolean neverANumber(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (letter(c) && NOT_NUMERIC.indexOf(c | 0x20) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /**
     * Whether the text is a literal block that reads back exactly and survives an editor: lines, no
     * blanks at a line's end, no blank lines at the end, nothing that a block cannot escape. A
     * first line that begins with a blank would need an indentation indicator, which readers differ
     * in.
     */
    static boolean literal(String text) {
        int length = text.length();
        if (text.indexOf('\n') < 0 || text.startsWith("\n\n") || text.endsWith("\n\n")) {
            return false;
        }
        boolean lineStart = true;
        boolean content = false;
        for (int i = 0; i < length; ) {
            char most = text.charAt(i);
            if (most > ' ' && most <= '~') {
                content = true;
                lineStart = false;
                i++;
                continue;
            }
            int c = text.codePointAt(i);
            if (c == '\n') {
                lineStart = true;
            } else {
                boolean blank = c == ' ' || c == '\t';
                boolean lineEnd = i + 1 == length || text.charAt(i + 1) == '\n';
                if ((!shown(c) && c != '\t')
                        || (blank && lineEnd)
                        || (blank && lineStart && !content)) {
                    return false;
                }
                content = true;
                lineStart = false;
            }
            i += Character.charCount(c);
        }
        return content;
    }

    /** Appends the text in double quotes; chapter 5.7 of YAML 1.2, whose escapes 1.1 has too. */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (shown(c)) {
                        out.appendCodePoint(c);
                    } else {
                        escape(c, out);
                    }
                }
            }
            i += Character.charCount(c);
        }
        out.append('"');
    }

    private static void escape(int c, StringBuilder out) {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException("half a character (an unpaired surrogate)");
        }
        String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        out.append('\\').append(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
        out.repeat('0', digits - hex.length()).append(hex);
    }

    /**
     * Whether a character stands for itself: what a reviewer can see and every reader takes.
     * Controls, odd spaces, and marks that turn or hide text do not. The ranges are written out
     * because the JDK's tables grow with Unicode and the bytes must not.
     */
    static boolean shown(int c) {
        if (c < 0x7F) {
            return c >= ' ';
        }
        return c > 0xA0
                && c != 0xAD
                && c != 0x61C
                && c != 0x180E
                && !within(c, 0x2000, 0x200F)
                && !within(c, 0x2028, 0x202F)
                && !within(c, 0x205F, 0x206F)
                && !within(c, Character.MIN_SURROGATE, Character.MAX_SURROGATE)
                && c != 0xFEFF
                && !within(c, 0xFFF0, 0xFFFF)
                && !within(c, 0x1D173, 0x1D17A)
                && !within(c, 0xE0000, 0xE0FFF)
                && (c & 0xFFFF) < 0xFFFE;
    }

    private static boolean within(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
