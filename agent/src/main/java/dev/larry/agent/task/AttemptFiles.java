package dev.larry.agent.task;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one attempt writes; named by its fence, so that no attempt sees another's files.
 *
 * @param work the command's writable directory
 * @param result the file it leaves its result in
 */
record AttemptFiles(Path work, Path result) {
    /** Makes the directories of an attempt below this root. */
    static AttemptFiles make(Path root, String run, String task, long fence) {
        Path attempt = root.resolve(run).resolve(task + "-" + fence);
        try {
            Path work = Files.createDirectories(attempt.resolve("work")).toAbsolutePath();
            Path result = attempt.resolve("result.json").toAbsolutePath();
            Files.deleteIfExists(result);
            return new AttemptFiles(work, result);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.NO_PERMISSION,
                    attempt
                            + ": cannot be made: "
                            + e.getMessage()
                            + "; give this user a writable directory",
                    e);
        }
    }
}
