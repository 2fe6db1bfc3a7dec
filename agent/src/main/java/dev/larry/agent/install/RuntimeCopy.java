package dev.larry.agent.install;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Copies the agent's self-contained runtime to where another image's container finds it: what the
 * init container of a worker's pod does.
 */
public final class RuntimeCopy {
    private RuntimeCopy() {}

    /**
     * Copies the runtime; {@link AgentException} says in one line what went wrong. Times are kept:
     * the JVM takes the archive only beside the very jars it was made from.
     *
     * @param runtime the value of {@link LaunchFiles#RUNTIME}
     */
    public static void to(Path target, @Nullable String runtime) {
        if (runtime == null || !Files.isDirectory(Path.of(runtime))) {
            throw new AgentException(
                    ExitCode.BAD_SETTINGS,
                    "no runtime to copy"
                            + (runtime == null ? "" : " at " + runtime)
                            + "; start install through the launcher of the agent's image");
        }
        Path to = target.toAbsolutePath().normalize();
        LaunchFiles.check(to);
        try {
            copy(Path.of(runtime), to);
            LaunchFiles.move(Path.of(runtime), to);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.NO_PERMISSION, "cannot copy the runtime to " + target + ": " + e, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(directory).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        // A restarted init container finds its own copy: it is replaced.
                        Files.copy(
                                file,
                                to.resolve(from.relativize(file).toString()),
                                LinkOption.NOFOLLOW_LINKS,
                                StandardCopyOption.COPY_ATTRIBUTES,
                                StandardCopyOption.REPLACE_EXISTING);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
