package dev.larry.check;

import dev.larry.check.rule.Rule;

import java.util.List;

/** The rules of the rendered tree as files: that it is ours, whole, current and valid. */
final class TreeRules {
    private static final String TREE =
            "gitops/ is rendered, committed, reviewed and never edited by hand";
    private static final String RENDER = "run larry render and commit what it writes";

    /** What the pinned schemas refuse. */
    static final Rule KUBECONFORM =
            Rule.error(
                    "schema/kubeconform",
                    "Every object is valid against the pinned schema of its kind, with no field"
                            + " that the schema does not know.",
                    "The API server refuses it, or drops an unknown field in silence.",
                    "correct the value, or render again where the file was edited",
                    "The OpenAPI schemas of the pinned Kubernetes version and CRDs (ci/schemas)");

    static final List<Rule> ALL =
            List.of(
                    KUBECONFORM,
                    Rule.error(
                            "drift/missing",
                            "Every rendered file is in the tree.",
                            "Argo CD syncs the tree: what is not there is not applied, or is"
                                    + " pruned.",
                            RENDER,
                            TREE),
                    Rule.error(
                            "drift/out-of-date",
                            "Every file is what the environment renders now.",
                            "A reviewer reads the tree; an old one shows something else than the"
                                    + " change.",
                            RENDER,
                            TREE),
                    Rule.error(
                            "drift/left-over",
                            "The tree holds no file that is no longer rendered.",
                            "Argo CD would go on applying it.",
                            RENDER,
                            TREE),
                    Rule.error(
                            "drift/hand-edited",
                            "No rendered file is edited by hand.",
                            "The next render would undo the edit, and no environment file tells"
                                    + " of it.",
                            "make the change in the environment file",
                            TREE),
                    Rule.error(
                            "drift/foreign-file",
                            "The tree holds larry's files only.",
                            "Argo CD would apply a manifest that no environment describes.",
                            "move it out of the tree",
                            TREE),
                    Rule.error(
                            "drift/not-a-file",
                            "What is rendered as a file is a regular file.",
                            "A link leads out of what was reviewed.",
                            "move it out of the tree",
                            TREE),
                    Rule.error(
                            "drift/no-environment",
                            "Every tree of gitops/ is an environment's.",
                            "Argo CD goes on applying what no environment file describes; no"
                                    + " render will ever change or remove it.",
                            "remove the tree, or bring the environment file back",
                            TREE),
                    Rule.error(
                            "drift/unreadable-inventory",
                            "The inventory of the tree is whole.",
                            "It says which files are larry's to replace and remove; a merge"
                                    + " conflict in it hides others.",
                            "resolve the conflict",
                            TREE),
                    Rule.error(
                            "render/duplicate-object",
                            "An object is rendered once.",
                            "Of two the one that Argo CD applies last stays, and syncs never end.",
                            "give one of the two another name",
                            "Kubernetes documentation, \"Object Names and IDs\""),
                    Rule.error(
                            "render/path-clash",
                            "A path is rendered once, whatever the file system thinks of case.",
                            "One of the two files would overwrite the other.",
                            "give one of the two another name",
                            TREE));

    private TreeRules() {}
}
