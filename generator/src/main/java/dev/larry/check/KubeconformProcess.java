package dev.larry.check;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program: started on a file, waited for, and what it said read. */
final class KubeconformProcess implements AutoCloseable {
    /** By whole group and exact version, relative to the directory of the schemas. */
    private static final String LOCATION =
            "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json";

    private final PinnedKubeconform pinned;
    private final Duration limit;
    private final Path output;
    private final Path errors;
    private @Nullable Process process;

    /**
     * @param scratch where it says what it has to say
     */
    KubeconformProcess(PinnedKubeconform pinned, Duration limit, Path scratch) {
        this.pinned = pinned;
        this.limit = limit;
        this.output = scratch.resolve("output");
        this.errors = scratch.resolve("errors");
    }

    /** Starts it on a file: from a stream it may read on over what it is still judging. */
    void start(Path input) {
        List<String> command = new ArrayList<>();
        command.add(pinned.program().toAbsolutePath().toString());
        command.addAll(List.of("-strict", "-output", "json", "-summary", "-verbose"));
        // One worker keeps the objects in order, and on two cores is as fast as four.
        command.addAll(List.of("-n", "1", "-schema-location", LOCATION));
        command.add(input.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(pinned.schemas().toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().clear();
        // It allocates far more than it keeps: a seventh less CPU for some memory.
        builder.environment().put("GOGC", "400");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ToolFailed("kubeconform could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * What it printed, once it has ended.
     *
     * @throws ToolFailed when it did not end well or in time
     */
    KubeconformReport report() throws IOException {
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
        return KubeconformReport.parse(output);
    }

    /** Ends it if it still runs, and removes what it said. */
    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroyForcibly();
        }
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
    }
}
