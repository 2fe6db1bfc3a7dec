package dev.larry.testing;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Names and texts that are allowed and likely to be mistaken for something else. */
final class NastyTexts {
    /** Names that YAML 1.1 or 1.2 reads as something else when they are bare. */
    private static final List<String> WORDS =
            List.of(
                    "on",
                    "off",
                    "no",
                    "yes",
                    "y",
                    "n",
                    "null",
                    "true",
                    "false",
                    "12",
                    "0",
                    "012",
                    "0x1f",
                    "0o17",
                    "1e3",
                    "1-30",
                    "2024-01-01",
                    "0b1",
                    "685-230",
                    "nan",
                    "inf");

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    " leading",
                    "trailing ",
                    "a: b",
                    "a #b",
                    "# c",
                    "- x",
                    "? x",
                    "*a",
                    "&a",
                    "!t",
                    "%d",
                    "@x",
                    "`x`",
                    "{}",
                    "{a",
                    "[a",
                    "'",
                    "\"",
                    "''",
                    "\\",
                    "\\n",
                    "a\nb",
                    "a\nb\n",
                    "a\n\n\nb\n\n",
                    "\n",
                    "  a\n b",
                    "a \nb\t\n",
                    "\ttab",
                    "a\r\nb",
                    "a\rb",
                    "on",
                    "no",
                    "null",
                    "~",
                    "true",
                    "12",
                    "1e3",
                    "0x1F",
                    "012",
                    ".5",
                    "1:30",
                    "2024-01-01",
                    "<<",
                    "=",
                    "---",
                    "...",
                    "a\u0085b",
                    "a\u2028b",
                    "\uFEFFbom",
                    "\u00fcml\u00e4ut \u4e2d\u6587",
                    "\ud83d\ude80 rocket",
                    "e\u0301",
                    "\u202eltr",
                    "\u0007bell",
                    "\u001b[31m",
                    "$HOME $(X) ${Y}",
                    "{{ .Values }}",
                    "<#if x>",
                    "</b>",
                    "x".repeat(300));

    private final Random random;

    NastyTexts(Random random) {
        this.random = random;
    }

    /** A DNS label that is not taken; from now on it is. */
    String label(int longest, Set<String> taken) {
        while (true) {
            String label = label(longest);
            if (taken.add(label)) {
                return label;
            }
        }
    }

    String label(int longest) {
        return switch (random.nextInt(4)) {
            case 0 -> WORDS.get(random.nextInt(WORDS.size()));
            case 1 -> label(longest - random.nextInt(3), longest);
            default -> label(1 + random.nextInt(12), longest);
        };
    }

    /** A label that begins with a letter. */
    String service() {
        return "s" + label(1 + random.nextInt(20), 62);
    }

    /** DNS labels joined by dots. */
    String subdomain(int longest, Set<String> taken) {
        String name = label(1 + random.nextInt(20)) + (random.nextBoolean() ? ".internal" : "");
        return name.length() <= longest && taken.add(name) ? name : label(longest, taken);
    }

    /** Any text. */
    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** Text on one line without blanks at its ends. */
    String line() {
        List<String> lines =
                List.of(
                        "plain",
                        "a: b",
                        "a #b",
                        "# c",
                        "- x",
                        "it's",
                        "say \"x\"",
                        "\\",
                        "null",
                        "12",
                        "on",
                        "{a}",
                        "[a",
                        "*",
                        "\u00fc \u4e2d",
                        "\ud83d\ude80",
                        "<b>&amp;",
                        "| a |",
                        "`x`",
                        "%",
                        "y".repeat(200));
        return lines.get(random.nextInt(lines.size()));
    }

    /** A label's value. */
    String labelValue() {
        List<String> values =
                List.of("", "a", "on", "12", "1.5", "A_b-c.d", "null", "v".repeat(63));
        return values.get(random.nextInt(values.size()));
    }

    /** A label's key. */
    String labelKey() {
        List<String> keys =
                List.of(
                        "app",
                        "app.kubernetes.io/name",
                        "on",
                        "12",
                        "null",
                        "A_b.c",
                        "k".repeat(63),
                        "example.com/" + "k".repeat(63),
                        "y",
                        "0x1F");
        return keys.get(random.nextInt(keys.size()));
    }

    private String label(int length, int longest) {
        String inner = "abcdefghijklmnopqrstuvwxyz0123456789";
        StringBuilder label = new StringBuilder();
        int wanted = Math.max(1, Math.min(length, longest));
        for (int i = 0; i < wanted; i++) {
            boolean end = i == 0 || i == wanted - 1;
            label.append(!end && random.nextInt(6) == 0 ? '-' : inner.charAt(random.nextInt(36)));
        }
        return label.toString();
    }

    /** Nothing taken yet. */
    static Set<String> none() {
        return new HashSet<>();
    }
}
