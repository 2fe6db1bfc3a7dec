package dev.larry.check;

import dev.larry.check.rule.Rule;

import java.util.List;

/** The rules of environment files themselves, which the reader judges while it reads. */
final class InputRules {
    private static final String YAML = "YAML 1.2.2";
    private static final String FILE =
            "The environment file (environments/environment.schema.json)";

    static final List<Rule> ALL =
            List.of(
                    Rule.error(
                            "input/unreadable",
                            "An environment is a readable file of environments/.",
                            "What cannot be read is not judged, so it cannot be called" + " right.",
                            "correct the name or the file's permissions",
                            FILE),
                    Rule.error(
                            "input/abstract",
                            "Only a file that is not marked abstract is an environment.",
                            "An abstract file holds what several environments share; it"
                                    + " has no cluster of its own.",
                            "name a file that extends it, or remove abstract",
                            FILE),
                    Rule.error(
                            "input/syntax",
                            "An environment file is YAML 1.2.",
                            "Where the file cannot be parsed, nothing in it can be" + " judged.",
                            "correct that place, or what is left open before it",
                            YAML),
                    Rule.error(
                            "input/empty",
                            "An environment file holds one mapping.",
                            "A file emptied by mistake must not pass for an environment"
                                    + " without faults.",
                            "write its keys, or start a new one with larry init",
                            FILE),
                    Rule.error(
                            "input/tab",
                            "Lines are indented with spaces.",
                            "YAML forbids tabs in indentation; parsers say so in words"
                                    + " that name no tab.",
                            "replace it by spaces",
                            YAML + ", 6.1 Indentation Spaces"),
                    Rule.error(
                            "input/tag",
                            "Values carry no YAML tags.",
                            "A tag asks the parser for a type; here the type is the"
                                    + " key's, and nothing else may choose it.",
                            "remove it, and quote what is a text",
                            YAML + ", 6.8.1 Node Tags"),
                    Rule.error(
                            "input/encoding",
                            "The file is text in UTF-8.",
                            "Other encodings, NUL and half surrogate pairs reach"
                                    + " Kubernetes as something else than was written.",
                            "save the file as UTF-8, and leave NUL out",
                            YAML + ", 5.1 Character Set"),
                    Rule.error(
                            "input/byte-order-mark",
                            "The file has no byte order mark.",
                            "Tools that read the file after us take the mark for part"
                                    + " of the first key.",
                            "save the file as UTF-8 without BOM",
                            YAML + ", 5.2 Character Encodings"),
                    Rule.warning(
                            "input/line-ends",
                            "Lines end in a line feed alone.",
                            "Two kinds of line ends make every line of a file differ in"
                                    + " a review.",
                            "convert the file to LF",
                            YAML + ", 5.4 Line Break Characters"),
                    Rule.error(
                            "input/multi-document",
                            "A file holds one document.",
                            "Of several documents most tools read the first only, in" + " silence.",
                            "move it to a file of its own, or remove the ---",
                            YAML + ", 9.2 Streams"),
                    Rule.error(
                            "input/size-limit",
                            "A file has 16 MiB at most.",
                            "Reading takes memory in proportion; no environment is that"
                                    + " large.",
                            "split the fleet or remove what is no environment",
                            FILE),
                    Rule.error(
                            "input/depth-limit",
                            "Values nest 50 levels deep at most.",
                            "Deeper nesting is never meant, and exhausts the stack of a"
                                    + " parser.",
                            "flatten it",
                            FILE),
                    Rule.error(
                            "input/alias-limit",
                            "A file uses 50 aliases at most, and stays small once they"
                                    + " are resolved.",
                            "Aliases of aliases grow exponentially: a few lines can"
                                    + " fill all memory.",
                            "write the values out, or put what repeats in defaults",
                            FILE),
                    Rule.error(
                            "input/duplicate-key",
                            "A key stands once in a mapping.",
                            "Parsers keep the last of two and drop the first without a" + " word.",
                            "remove one of the two",
                            YAML + ", 3.2.1.3 Node Comparison"),
                    Rule.error(
                            "input/duplicate-name",
                            "A name stands once in a list of named things.",
                            "Lists merge by name, so two of one name become one, or two"
                                    + " objects of one name in Kubernetes.",
                            "rename or remove one of the two",
                            FILE),
                    Rule.error(
                            "input/unknown-key",
                            "Every key is one that the model knows.",
                            "A misspelt key would be ignored, and its default would"
                                    + " hold instead.",
                            "correct or remove it",
                            FILE),
                    Rule.error(
                            "input/wrong-type",
                            "A value is of its key's type.",
                            "010, yes and 1e3 are read as something else than the text they look"
                                    + " like, and a list where one value belongs as nothing.",
                            "write a value of that type; quote a text",
                            FILE),
                    Rule.error(
                            "input/missing-value",
                            "What has no default is given.",
                            "A guess in its place would be rendered as if somebody had"
                                    + " decided it.",
                            "add the key with its value",
                            FILE),
                    Rule.error(
                            "input/invalid-value",
                            "A value keeps to its key's syntax and range, and names"
                                    + " what exists.",
                            "Kubernetes or the agent would refuse it, after the merge.",
                            "write a value that the key allows",
                            FILE),
                    Rule.error(
                            "input/extends",
                            "A file extends another of the same directory, and no chain"
                                    + " comes back to itself.",
                            "Without the lower file the environment is incomplete.",
                            "correct the name",
                            FILE));

    private InputRules() {}
}
