package dev.larry.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Trees of JSON values whose keys and strings are those that YAML readers stumble over. */
final class NastyYaml {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    /** What some reader takes for a boolean, null, a number, a time, a merge, a tag or a marker. */
    static final List<String> WORDS =
            List.of(
                    "y",
                    "Y",
                    "yes",
                    "Yes",
                    "n",
                    "N",
                    "no",
                    "NO",
                    "on",
                    "On",
                    "off",
                    "OFF",
                    "true",
                    "True",
                    "false",
                    "FALSE",
                    "null",
                    "Null",
                    "NULL",
                    "~",
                    "",
                    " ",
                    "=",
                    "<<",
                    "-",
                    "--",
                    "---",
                    "...",
                    "--- a",
                    "?",
                    "? a",
                    ":",
                    ": a",
                    "a:",
                    "a: b",
                    "a :b",
                    "a #b",
                    "#a",
                    "a#b",
                    "012",
                    "0o14",
                    "0O14",
                    "0b11",
                    "0x1F",
                    "1e3",
                    "1E3",
                    "1.5e3",
                    "+1",
                    "-1",
                    "+.5",
                    ".5",
                    "5.",
                    "1_000",
                    "1:30",
                    "190:20:30",
                    "190:20:30.15",
                    "2024-01-01",
                    "2001-12-14t21:59:43.10-05:00",
                    "2024-01-01T00:00:00Z",
                    ".inf",
                    "-.Inf",
                    ".NaN",
                    "NaN",
                    "Infinity",
                    "1,000",
                    "10Gi",
                    "100m",
                    "0.1",
                    "15m",
                    "1h30m",
                    "10.0.10.21",
                    "10.0.10.0/24",
                    "8k",
                    "-c",
                    "--config=/etc/x",
                    "-1c",
                    "-e",
                    "-",
                    "!tag",
                    "!!str a",
                    "&a",
                    "*a",
                    "@a",
                    "`a",
                    "%YAML 1.1",
                    "|",
                    ">",
                    "|-",
                    ">+",
                    "'",
                    "\"",
                    "'a'",
                    "\"a\"",
                    "[",
                    "]",
                    "[a]",
                    "{",
                    "}",
                    "{a: b}",
                    ",",
                    "a,b",
                    " a",
                    "a ",
                    "\ta",
                    "a\t",
                    "a\tb",
                    "\n",
                    "\n\n",
                    "a\n",
                    "a\n\n",
                    "a\nb",
                    "a\nb\n",
                    "\na",
                    "\n a\nb",
                    " a\nb",
                    "a\n b\n  c\n",
                    "a \nb",
                    "a\t\nb",
                    "a\n\tb\n",
                    "a\n \nb",
                    "a\r\nb",
                    "a\rb",
                    "a\n\nb\n",
                    "#a\nb",
                    "a\n#b\n",
                    "---\na\n",
                    "a\n---\nb",
                    "a\n...\n",
                    "%a\nb\n",
                    "- a\n- b",
                    "a: b\nc: d\n",
                    "| \na",
                    "\\",
                    "\\n",
                    "a\\",
                    "\0",
                    "\b",
                    "\u001b[31m",
                    "\u007f",
                    "\u0085",
                    "a\u0085b",
                    "\u00a0",
                    "\u00ad",
                    "\u00e9",
                    "\u2028",
                    "a\u2029b",
                    "\u200b",
                    "\u202e",
                    "\ufeff",
                    "\ufeffa",
                    "\ufffe",
                    "\ufffd",
                    "\ud7ff",
                    "\ue000",
                    "\ud83d\ude00",
                    "a\n\ud83d\ude00\n",
                    "\udb40\udc41",
                    "\ud83f\udffe",
                    "\u0130",
                    "\u0131",
                    "YES\u0131",
                    "sum(rate(x{a=\"b\"}[5m])) > 3",
                    "a".repeat(200) + " " + "b".repeat(200),
                    "k".repeat(1500));

    private NastyYaml() {}

    static Arbitrary<ObjectNode> objects() {
        return Arbitraries.lazyOf(NastyYaml::someObject);
    }

    static Arbitrary<String> strings() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "a",
                        "b1",
                        " ",
                        "  ",
                        "\t",
                        "\n",
                        "\n\n",
                        "\r",
                        ":",
                        "#",
                        "-",
                        "- ",
                        "'",
                        "\"",
                        "\\",
                        "{",
                        "}",
                        "[",
                        ",",
                        "&",
                        "*",
                        "!",
                        "|",
                        ">",
                        "%",
                        "0",
                        "9",
                        ".",
                        "_",
                        "e",
                        "T",
                        "Z",
                        "x",
                        "\u0085",
                        "\u2028",
                        "\u00e9",
                        "\ud83d\ude00",
                        "\ufeff");
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(WORDS)),
                Tuple.of(
                        4,
                        pieces.list().ofMinSize(1).ofMaxSize(8).map(all -> String.join("", all))),
                Tuple.of(
                        1,
                        Arbitraries.strings()
                                .ofMaxLength(12)
                                .filter(text -> text.chars().noneMatch(NastyYaml::surrogate))),
                Tuple.of(1, Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25)));
    }

    private static boolean surrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static Arbitrary<ObjectNode> someObject() {
        return Combinators.combine(strings(), values())
                .as(Tuple::of)
                .list()
                .ofMaxSize(4)
                .map(members -> {
                    ObjectNode object = NODES.objectNode();
                    members.forEach(member -> object.set(member.get1(), member.get2()));
                    return object;
                });
    }

    private static Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> lists =
                Arbitraries.lazyOf(NastyYaml::values)
                        .list()
                        .ofMaxSize(3)
                        .map(items -> NODES.arrayNode().addAll(items));
        return Arbitraries.frequencyOf(
                Tuple.of(8, strings().map(NODES::textNode)),
                Tuple.of(1, Arbitraries.of(true, false).map(NODES::booleanNode)),
                Tuple.of(1, Arbitraries.bigIntegers().map(NastyYaml::integer)),
                Tuple.of(1, Arbitraries.doubles().map(NODES::numberNode)),
                Tuple.of(1, Arbitraries.bigDecimals().map(NastyYaml::decimal)),
                Tuple.of(2, lists),
                Tuple.of(3, objects().map(object -> object)));
    }

    private static JsonNode integer(BigInteger number) {
        return NODES.numberNode(number);
    }

    private static JsonNode decimal(BigDecimal number) {
        return NODES.numberNode(number);
    }
}
