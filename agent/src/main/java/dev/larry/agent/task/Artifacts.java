package dev.larry.agent.task;

import dev.larry.agent.events.Log;
import dev.larry.contract.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps the files that a command named as artifacts: those of its working directory are copied to
 * the Larry's volume, for the directory goes with the pod; those on the volume stay where they are.
 */
final class Artifacts {
    private final Path work;
    private final Path volume;
    private final Path kept;
    private final Log log;

    /**
     * @param attempt the name of the attempt's folder
     */
    Artifacts(Path work, Path volume, String run, String attempt, Log log) {
        this.work = work;
        this.volume = volume;
        this.kept = volume.resolve("artifacts").resolve(run).resolve(attempt);
        this.log = log;
    }

    /**
     * Keeps each that can be kept.
     *
     * @param said told of each: path, SHA-256 and size
     */
    void keep(List<String> paths, Consumer<Map<String, Object>> said) {
        for (String path : paths) {
            try {
                Path file = keep(path);
                said.accept(
                        Map.of(
                                "path",
                                file.toString(),
                                "sha256",
                                Sha256.of(file),
                                "bytes",
                                Files.size(file)));
            } catch (IOException e) {
                log.warn("artifact " + path + " is not kept: " + e);
            }
        }
    }

    private Path keep(String path) throws IOException {
        Path file = work.resolve(path).normalize();
        if (file.startsWith(volume)) {
            return file;
        }
        if (!file.startsWith(work) || !Files.isRegularFile(file)) {
            throw new IOException("not a file below " + work + " or " + volume);
        }
        Path target = kept.resolve(work.relativize(file).toString());
        Files.createDirectories(target.getParent() == null ? kept : target.getParent());
        return Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
