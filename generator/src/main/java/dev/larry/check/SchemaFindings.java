package dev.larry.check;

import dev.larry.check.KubeconformReport.Result;
import dev.larry.check.KubeconformReport.Status;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.ManifestFile;
import dev.larry.check.manifests.ManifestFile.Document;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.model.Source;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Holds what kubeconform reported against what was read, and finds each place. */
final class SchemaFindings {
    private static final String NO_SCHEMA = "could not find schema for";
    private static final Pattern YAML_PREFIX =
            Pattern.compile(
                    "^error (while parsing|unmarshalling resource): (error converting YAML to JSON:"
                            + " )?");

    private final boolean whole;
    private final List<SchemaViolation> violations = new ArrayList<>();
    private final List<SchemaViolation> withoutSchema = new ArrayList<>();
    private final SortedMap<String, Integer> kinds = new TreeMap<>();

    private SchemaFindings(boolean whole) {
        this.whole = whole;
    }

    /**
     * @param results what was reported of each file
     */
    static SchemaVerdict of(ManifestSet tree, List<List<Result>> results) {
        SchemaFindings findings = new SchemaFindings(tree.isWhole());
        int documents = 0;
        int number = 0;
        for (ManifestFile file : tree.files()) {
            findings.compare(file, results.get(number++));
            documents += file.documents().size();
        }
        return new SchemaVerdict(
                documents, findings.violations, findings.withoutSchema, findings.kinds);
    }

    private void compare(ManifestFile file, List<Result> results) {
        List<Document> documents = file.documents();
        if (results.size() != documents.size()) {
            Source start = new Source(file.name(), 1, 1, "");
            String counts = results.size() + " of the " + documents.size();
            add(start, "", "", "kubeconform judged " + counts + " objects in this file");
            results.stream()
                    .filter(each -> each.status() != Status.VALID)
                    .forEach(each -> add(start, each.kind(), each.name(), each.message()));
            return;
        }
        for (int i = 0; i < results.size(); i++) {
            if (documents.get(i).isObject()) { // what is none, the reader has named
                located(documents.get(i).root(), results.get(i));
            }
        }
    }

    private void located(Field root, Result result) {
        String kind = root.get("kind").text();
        String name = root.at("metadata.name").text();
        switch (result.status()) {
            case VALID -> {}
            case SKIPPED -> add(root.source(), kind, name, "was skipped by kubeconform");
            case INVALID -> {
                List<SchemaErrors.Leaf> leaves = SchemaErrors.leaves(result.message());
                if (leaves.isEmpty()) {
                    add(root.source(), kind, name, result.message());
                }
                for (SchemaErrors.Leaf leaf : leaves) {
                    Field field = root.pointed(leaf.pointer());
                    if (isSeal(root, leaf) || !whole && Placeholder.isIn(field.text())) {
                        continue; // what delivers it takes that out, or puts a value in
                    }
                    Source at = leaf.atKey() ? field.keySource() : field.source();
                    add(at, kind, name, leaf.message());
                }
            }
            case ERROR -> {
                if (result.message().startsWith(NO_SCHEMA)) {
                    String type = result.apiVersion() + " " + kind;
                    kinds.merge(type, 1, Integer::sum);
                    withoutSchema.add(
                            new SchemaViolation(
                                    root.get("kind").source(),
                                    kind,
                                    name,
                                    "no schema is pinned for " + type));
                } else {
                    String said = YAML_PREFIX.matcher(result.message()).replaceFirst("");
                    add(root.source(), kind, name, said.replaceAll("\\s*\n\\s*", " "));
                }
            }
        }
    }

    /** What SOPS adds to an object it encrypts; Flux and helm-secrets take it out again. */
    private static boolean isSeal(Field root, SchemaErrors.Leaf leaf) {
        return leaf.pointer().equals("/sops") && root.at("sops.mac").exists();
    }

    private void add(Source at, String kind, String name, String message) {
        violations.add(new SchemaViolation(at, kind, name, message));
    }
}
