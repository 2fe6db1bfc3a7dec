package dev.larry.check.manifests;

import dev.larry.check.rule.Rule;

import java.util.List;

/** The rules that reading a tree judges by itself. */
public final class ReadingRules {
    private static final String YAML = "YAML 1.2.2";
    private static final String OBJECTS = "Kubernetes documentation, Objects In Kubernetes";

    static final Rule UNREADABLE =
            Rule.error(
                    "manifest/unreadable",
                    "Every file of a tree is readable text in UTF-8.",
                    "What cannot be read is not judged, so it cannot be called right.",
                    "correct the path, its permissions or its encoding",
                    YAML + ", 5.2 Character Encodings");
    static final Rule SYNTAX =
            Rule.error(
                    "manifest/syntax",
                    "A manifest is YAML or JSON.",
                    "Where a document cannot be parsed, it and what follows it in the file reach no"
                            + " cluster.",
                    "correct that place, or what is left open before it",
                    YAML);
    static final Rule DUPLICATE_KEY =
            Rule.error(
                    "manifest/duplicate-key",
                    "A mapping has each key once.",
                    "Parsers keep one of the two and drop the other in silence, and not all keep"
                            + " the same.",
                    "remove one of the two",
                    YAML + ", 3.2.1.1 Nodes");
    static final Rule NOT_AN_OBJECT =
            Rule.note(
                    "manifest/not-an-object",
                    "What lies in a tree of manifests is a Kubernetes object.",
                    "A file that is none, such as the configuration of a tool, is not judged;"
                            + " kubectl and Argo CD stop at it or pass it over.",
                    "move it out of the tree, or give it apiVersion and kind",
                    OBJECTS);
    static final Rule TYPE_MISSING =
            Rule.error(
                    "manifest/type-missing",
                    "An object has apiVersion and kind.",
                    "The API server cannot tell what it is and refuses it.",
                    "add the one that is missing",
                    OBJECTS);
    static final Rule NOT_RENDERED =
            Rule.note(
                    "manifest/not-rendered",
                    "A tree to be judged is rendered.",
                    "A template, a chart, a kustomization or a patch is no object yet: what it will"
                            + " be cannot be judged here.",
                    "render it (helm template, kustomize build) and check the result",
                    OBJECTS);
    static final Rule ALIAS_LIMIT =
            Rule.error(
                    "manifest/alias-limit",
                    "A file repeats at most 50 collections by alias.",
                    "Aliases of aliases grow a small file without bound.",
                    "write out what is needed",
                    YAML + ", 7.1 Alias Nodes");
    static final Rule DEPTH_LIMIT =
            Rule.error(
                    "manifest/depth-limit",
                    "A document nests at most 120 levels.",
                    "No object is that deep; parsers with less patience run out of stack.",
                    "flatten it",
                    "Larry's own limit");
    static final Rule SIZE_LIMIT =
            Rule.error(
                    "manifest/size-limit",
                    "A file has at most 32 MiB.",
                    "etcd holds objects up to 1.5 MiB; larger files are dumps, not manifests.",
                    "split the file, or leave the dump out of the tree",
                    "etcd documentation, System limits");

    /** All of them. */
    public static final List<Rule> ALL =
            List.of(
                    UNREADABLE,
                    SYNTAX,
                    DUPLICATE_KEY,
                    NOT_AN_OBJECT,
                    TYPE_MISSING,
                    NOT_RENDERED,
                    ALIAS_LIMIT,
                    DEPTH_LIMIT,
                    SIZE_LIMIT);

    private ReadingRules() {}

    static Rule of(String id) {
        return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst().orElse(SYNTAX);
    }
}
