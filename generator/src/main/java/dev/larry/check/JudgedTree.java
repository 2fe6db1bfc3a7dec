package dev.larry.check;

import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Findings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A tree of manifests with all that its own rules and kubeconform find in it, nothing twice.
 *
 * @param findings at their places in the manifests
 * @param withoutSchema how many objects kubeconform could not judge, by {@code apiVersion Kind}
 */
public record JudgedTree(
        ManifestSet tree, Findings findings, SortedMap<String, Integer> withoutSchema) {
    /** The rules that judge objects, and whose findings can therefore be accepted of an object. */
    public static final List<Rule> RULES =
            Stream.concat(
                            ManifestRules.ALL.stream()
                                    .filter(rule -> !rule.group().equals("manifest")),
                            Stream.of(TreeRules.KUBECONFORM))
                    .toList();

    public JudgedTree {
        withoutSchema = Collections.unmodifiableSortedMap(new TreeMap<>(withoutSchema));
    }

    /**
     * Judges a tree, kubeconform and our rules at the same time.
     *
     * @param reading makes the tree with a reader that it is given
     * @param complete whether a schema must be there for every kind, as for what is rendered here
     * @throws ToolMissing when kubeconform or a schema is not there or not as pinned
     * @throws ToolFailed when kubeconform did not end well or in time
     */
    public static JudgedTree of(
            Function<ManifestReader, ManifestSet> reading, SchemaRun schemas, boolean complete)
            throws IOException {
        KubeconformRun run = schemas.run();
        ManifestSet tree = reading.apply(new ManifestReader(run::add));
        run.start();
        Findings own = ManifestRules.judge(tree);
        SchemaVerdict verdict = run.verdict(tree);
        List<SchemaViolation> violations = new ArrayList<>(verdict.violations());
        if (complete) {
            violations.addAll(verdict.withoutSchema());
        }
        List<Finding> refused =
                violations.stream().map(JudgedTree::finding).map(tree::judge).toList();
        return new JudgedTree(
                tree,
                own.and(Findings.of(SaidTwice.without(refused, own))),
                complete ? new TreeMap<>() : verdict.kinds());
    }

    private static Finding finding(SchemaViolation violation) {
        String object = (violation.kind() + " " + violation.name()).strip();
        return TreeRules.KUBECONFORM.at(
                violation.at(), (object.isEmpty() ? "" : object + ": ") + violation.message(), "");
    }
}
