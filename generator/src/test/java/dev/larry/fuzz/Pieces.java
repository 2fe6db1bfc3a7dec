package dev.larry.fuzz;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Pieces of text and values that readers and rules have stumbled over before, here or elsewhere.
 */
final class Pieces {
    private static final String[] TEXTS = {
        "a",
        ":",
        ": ",
        " ",
        "\n",
        "\n  ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "*a : ",
        "!",
        "!!binary ",
        "!!set ",
        "|\n",
        ">\n",
        "'",
        "\"",
        "\\",
        "#",
        "%YAML 1.1\n",
        "%TAG ! x\n",
        "@",
        "`",
        "---\n",
        "...\n",
        "\t",
        "\r\n",
        "\r",
        "~",
        "null",
        "<<: *a",
        "<<",
        "0",
        "-1",
        "1e400",
        "9223372036854775808",
        "0x1F",
        "0o17",
        "1_000",
        ".inf",
        ".nan",
        "yes",
        "on",
        "\u00e9",
        "\ud83d\ude80",
        "\u2028",
        "\uFEFF",
        "\u0001",
        "\u0000",
        "{{ x }}",
        "{% x %}",
        "${X}",
        "$(X)",
        "apiVersion: v1\n",
        "kind: List\n",
        "items:\n",
        "metadata:",
        "name",
        "spec",
        "containers",
        "image:",
        "*",
        "*/*",
        "../..",
        "://:@",
        "-----BEGIN PRIVATE KEY-----",
        "100%",
        "1Gi",
        "1e3Gi",
        "@hourly",
        "* * * * *",
        "10.0.0.0/33",
        "::1/129",
        "v1.9999999999",
        "latest",
    };

    private Pieces() {}

    static String any(Random random) {
        return random.nextInt(40) == 0 ? lengthy(random) : TEXTS[random.nextInt(TEXTS.length)];
    }

    /** Long texts of few letters, which patterns without a bound take for ever over. */
    private static String lengthy(Random random) {
        String[] parts = {
            "a", "a.", "-", "0", "a-", "A1/", "x:", "[", "{a: ", "- ", " ", "=\"'", "%"
        };
        return parts[random.nextInt(parts.length)].repeat(1 + random.nextInt(4000)) + "!";
    }

    static Object value(Random random, int depth) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> BigInteger.TWO.pow(random.nextInt(200)).negate();
            case 3 -> random.nextDouble() * Math.pow(10, random.nextInt(300));
            case 4 -> random.nextBoolean();
            case 5 -> Map.of();
            case 6 -> List.of();
            case 7 -> nested(random);
            case 8 -> many(random);
            case 9 -> depth % 2 == 0 ? List.of(any(random), any(random)) : Map.of(any(random), 1);
            default -> any(random);
        };
    }

    private static Object nested(Random random) {
        Object value = any(random);
        for (int i = random.nextInt(250); i > 0; i--) {
            value = i % 2 == 0 ? List.of(value) : Map.of("spec", value);
        }
        return value;
    }

    private static Object many(Random random) {
        int size = random.nextInt(2000);
        if (random.nextBoolean()) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(i % 3 == 0 ? Map.of("name", "n" + i % 5) : "v" + i);
            }
            return list;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put("key" + i, i);
        }
        return map;
    }
}
