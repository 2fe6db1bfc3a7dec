package dev.larry.check;

import dev.larry.check.manifests.ManifestSet;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One run of kubeconform over one stream of all texts, an object of our own before each of them: so
 * it matters not where the texts are from, and what it says is known to be of which file.
 */
public final class KubeconformRun implements AutoCloseable {
    /** By whole group and exact version, relative to the directory of the schemas. */
    private static final String LOCATION =
            "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json";

    /** Kubeconform drops what stands on the line of a document's start. */
    private static final Pattern BESIDE_START = Pattern.compile("(?m)^---[ \\t]+(?=[^\\s#])");

    private final PinnedKubeconform pinned;
    private final Duration limit;
    private final String mark = "larry-" + UUID.randomUUID();
    private final Path scratch;
    private final Path input;
    private final Path output;
    private final Path errors;
    private final Writer writer;
    private int files;
    private @Nullable Process process;

    KubeconformRun(PinnedKubeconform pinned, Duration limit) throws IOException {
        this.pinned = pinned;
        this.limit = limit;
        scratch = Files.createTempDirectory("larry-kubeconform");
        input = scratch.resolve("input");
        output = scratch.resolve("output");
        errors = scratch.resolve("errors");
        writer = Files.newBufferedWriter(input);
    }

    /** Adds a file's text; the order is that of {@link ManifestSet#files}. */
    public void add(String file, String text) {
        try {
            writer.write("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + mark + "}\n");
            writer.write("---\n");
            writer.write(BESIDE_START.matcher(text).replaceAll("---\n"));
            writer.write("\n");
            files++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the program on what was added. */
    public void start() throws IOException {
        writer.close();
        List<String> command = new ArrayList<>();
        command.add(pinned.program().toAbsolutePath().toString());
        command.addAll(List.of("-strict", "-output", "json", "-summary", "-verbose"));
        // One worker keeps the objects in order, and on two cores is as fast as four.
        command.addAll(List.of("-n", "1", "-schema-location", LOCATION, "-"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(pinned.schemas().toFile())
                        .redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().clear();
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ToolFailed("kubeconform could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * What it said of the tree whose texts it was given.
     *
     * @throws ToolFailed when the program did not end well or in time
     */
    public SchemaVerdict verdict(ManifestSet tree) throws IOException {
        if (tree.files().size() != files) {
            throw new IllegalArgumentException(
                    "given " + files + " files, asked for " + tree.files().size());
        }
        await();
        return SchemaFindings.of(tree, KubeconformReport.parse(output, mark));
    }

    private void await() throws IOException {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        try {
            if (!running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ToolFailed("kubeconform did not end within " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailed("interrupted while kubeconform ran", e);
        }
        String complaint = Files.readString(errors).strip();
        if (running.exitValue() > 1 || !complaint.isEmpty()) {
            throw new ToolFailed(
                    "kubeconform ended with " + running.exitValue() + ": " + complaint);
        }
    }

    /** Ends the program if it still runs, and removes what it was given and said. */
    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroyForcibly();
        }
        writer.close();
        for (Path file : List.of(input, output, errors, scratch)) {
            Files.deleteIfExists(file);
        }
    }
}
