package dev.larry.check;

import dev.larry.check.KubeconformReport.Result;
import dev.larry.check.KubeconformReport.Status;
import dev.larry.check.ManifestFile.Position;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what kubeconform reported against what is in the trees, and finds each place. */
final class SchemaFindings {

    private static final Pattern YAML_LINE = Pattern.compile("\\bline (\\d+): ([^\\n]*)");
    private static final Pattern YAML_PREFIX =
            Pattern.compile(
                    "^error (while parsing|unmarshalling resource): (error converting YAML to JSON:"
                            + " )?");

    private final List<SchemaViolation> violations = new ArrayList<>();

    private SchemaFindings() {}

    static SchemaVerdict of(List<ManifestTree> trees, KubeconformReport report) {
        SchemaFindings findings = new SchemaFindings();
        int documents = 0;
        Set<Path> found = new HashSet<>();
        for (ManifestTree tree : trees) {
            tree.unreadable().forEach((file, why) -> findings.unreadable(tree.asGiven(file), why));
            tree.objects()
                    .forEach((file, objects) ->
                            findings.compare(tree, file, objects, report.of(file)));
            found.addAll(tree.unreadable().keySet());
            found.addAll(tree.objects().keySet());
            documents += tree.objects().values().stream().mapToInt(Integer::intValue).sum();
        }
        report.files().stream().filter(file -> !found.contains(file)).forEach(findings::unexpected);
        return SchemaVerdict.of(documents, findings.violations);
    }

    private void unreadable(Path file, ManifestFile.Unreadable why) {
        add(file, why.position(), "", "", "", why.problem());
    }

    private void unexpected(Path file) {
        add(file, Position.START, "", "", "", "was judged by kubeconform, but not found before");
    }

    private void compare(ManifestTree tree, Path real, int objects, List<Result> results) {
        Path file = tree.asGiven(real);
        boolean complete = results.size() == objects;
        if (!complete) {
            String counts = results.size() + " of the " + objects + " objects in this file";
            add(file, Position.START, "", "", "", "kubeconform judged " + counts);
        }
        if (results.stream().allMatch(each -> each.status() == Status.VALID)) {
            return;
        }
        try {
            ManifestFile manifest = ManifestFile.parse(real);
            for (int i = 0; i < results.size(); i++) {
                if (complete && i < manifest.objects()) {
                    located(file, manifest, i, results.get(i));
                } else {
                    unlocated(file, results.get(i));
                }
            }
        } catch (ManifestFile.Unreadable e) {
            unreadable(file, e); // it has changed since it was counted
        }
    }

    private void located(Path file, ManifestFile manifest, int object, Result result) {
        String kind = manifest.kind(object);
        String name = manifest.name(object);
        switch (result.status()) {
            case VALID -> {}
            case SKIPPED ->
                    add(
                            file,
                            manifest.locate(object, ""),
                            "",
                            kind,
                            name,
                            "was skipped by kubeconform");
            case INVALID -> {
                List<SchemaErrors.Leaf> leaves = SchemaErrors.leaves(result.message());
                if (leaves.isEmpty()) {
                    add(file, manifest.locate(object, ""), "", kind, name, result.message());
                }
                for (SchemaErrors.Leaf leaf : leaves) {
                    Position at =
                            leaf.atKey()
                                    ? manifest.locateKey(object, leaf.pointer())
                                    : manifest.locate(object, leaf.pointer());
                    add(file, at, leaf.pointer(), kind, name, leaf.message());
                }
            }
            case ERROR -> {
                if (result.message().startsWith("could not find schema for")) {
                    String message = "no schema is pinned for " + result.apiVersion() + " " + kind;
                    add(file, manifest.locate(object, "/kind"), "/kind", kind, name, message);
                    return;
                }
                if (!manifest.isMapping(object)) {
                    String message = "is not an object with an apiVersion and a kind";
                    add(file, manifest.locate(object, ""), "", kind, name, message);
                    return;
                }
                boolean lines = false;
                Matcher line = YAML_LINE.matcher(result.message());
                while (line.find()) {
                    lines = true;
                    int number = manifest.lineOf(object, Integer.parseInt(line.group(1)));
                    add(file, new Position(number, 1), "", kind, name, line.group(2));
                }
                if (!lines) {
                    String message = YAML_PREFIX.matcher(result.message()).replaceFirst("");
                    add(file, manifest.locate(object, ""), "", kind, name, message);
                }
            }
        }
    }

    /** For a file whose objects cannot be told from the results: all of it, at its first line. */
    private void unlocated(Path file, Result result) {
        if (result.status() != Status.VALID) {
            add(file, Position.START, "", result.kind(), result.name(), result.message());
        }
    }

    private void add(
            Path file, Position at, String pointer, String kind, String name, String message) {
        violations.add(
                new SchemaViolation(file, at.line(), at.column(), pointer, kind, name, message));
    }
}
