package dev.larry.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs the real kubeconform, strictly and offline, over trees of manifests.
 *
 * <p>Nothing passes unseen: what the trees contain is counted here, by another parser, and every
 * object that kubeconform has not judged is a violation.
 */
public final class Kubeconform {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** By whole group and exact version, relative to the directory of the schemas. */
    private static final String LOCATION =
            "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json";

    private final PinnedKubeconform pinned;
    private final Duration limit;
    private final Set<String> ignoredNames;

    public Kubeconform(PinnedKubeconform pinned) {
        this(pinned, LIMIT, Set.of());
    }

    private Kubeconform(PinnedKubeconform pinned, Duration limit, Set<String> ignoredNames) {
        this.pinned = pinned;
        this.limit = limit;
        this.ignoredNames = Set.copyOf(ignoredNames);
    }

    /** Leaves out files of these names, for YAML and JSON that is not a manifest. */
    public Kubeconform ignoring(Set<String> fileNames) {
        return new Kubeconform(pinned, limit, fileNames);
    }

    public Kubeconform within(Duration limit) {
        return new Kubeconform(pinned, limit, ignoredNames);
    }

    /**
     * Judges every object below these directories and files.
     *
     * @throws ToolMissing when the program or a schema is not there or not as pinned
     * @throws ToolFailed when the program did not end well or in time
     * @throws IOException when one of the roots cannot be read
     */
    public SchemaVerdict judge(Collection<Path> roots) throws IOException {
        pinned.verify();
        List<ManifestTree> trees = ManifestTree.distinct(roots, ignoredNames);
        if (trees.isEmpty()) {
            return SchemaVerdict.of(0, List.of());
        }
        Path scratch = Files.createTempDirectory("larry-kubeconform");
        Path output = scratch.resolve("output");
        Path errors = scratch.resolve("errors");
        try {
            Process process = start(trees, output, errors);
            try {
                for (ManifestTree tree : trees) {
                    tree.read(); // while kubeconform runs
                }
                await(process, errors);
            } finally {
                process.destroyForcibly();
            }
            return SchemaFindings.of(trees, KubeconformReport.parse(output));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
            Files.deleteIfExists(scratch);
        }
    }

    private Process start(List<ManifestTree> trees, Path output, Path errors) {
        List<String> command = new ArrayList<>();
        command.add(pinned.program().toAbsolutePath().toString());
        command.addAll(List.of("-strict", "-output", "json", "-summary", "-verbose"));
        // One worker keeps the objects of a file in order, and on two cores is as fast as four.
        command.addAll(List.of("-n", "1", "-schema-location", LOCATION));
        for (String name : ignoredNames) {
            command.addAll(
                    List.of("-ignore-filename-pattern", "(^|/)" + Pattern.quote(name) + "$"));
        }
        trees.forEach(tree -> command.add(tree.realRoot().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(pinned.schemas().toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().clear();
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new ToolFailed("kubeconform could not be started: " + e.getMessage(), e);
        }
    }

    private void await(Process process, Path errors) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ToolFailed("kubeconform did not end within " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailed("interrupted while kubeconform ran", e);
        }
        String complaint = Files.readString(errors).strip();
        if (process.exitValue() > 1 || !complaint.isEmpty()) {
            throw new ToolFailed(
                    "kubeconform ended with " + process.exitValue() + ": " + complaint);
        }
    }
}
