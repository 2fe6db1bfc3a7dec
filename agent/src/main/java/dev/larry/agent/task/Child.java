package dev.larry.agent.task;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Variables;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A task's command as a child process. It is stopped with all its descendants: SIGTERM, a grace,
 * then SIGKILL. A process that detached itself from its parent before that is found by nobody.
 */
final class Child {
    /** Between SIGTERM and SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** When the lease is gone, another may begin soon. */
    private static final Duration SHORT_GRACE = Duration.ofSeconds(1);

    private static final Duration LAST_LINES = Duration.ofSeconds(2);
    private static final long GLANCE_MILLIS = 50;

    private final Process process;
    private final Thread reader;
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();

    private Child(Process process, Thread reader) {
        this.process = process;
        this.reader = reader;
    }

    /** Starts it; a command that cannot be started ends the agent. */
    static Child start(
            Command command, Path work, Map<Variables, String> variables, Consumer<String> line) {
        Path directory = command.directory() == null ? work : command.directory();
        if (!Files.isDirectory(directory)) {
            throw new AgentException(
                    ExitCode.BAD_COMMAND,
                    "task.parameters.directory: "
                            + directory
                            + " is not a directory in this image");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command.words())
                        .directory(directory.toFile())
                        .redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        variables.forEach((name, value) -> builder.environment().put(name.name(), value));
        try {
            Process process = builder.start();
            Thread reader =
                    Thread.ofPlatform()
                            .daemon()
                            .name("output")
                            .start(() -> OutputLines.read(process.getInputStream(), line));
            return new Child(process, reader);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.BAD_COMMAND,
                    "task.parameters.command: '"
                            + command.words().getFirst()
                            + "' cannot be started: "
                            + cause(e),
                    e);
        }
    }

    /** The lease is lost: to be stopped. */
    void leaseLost(String reason) {
        lost.compareAndSet(null, reason);
    }

    /**
     * Waits for its end, and brings it about where the time is up, the lease lost or the agent
     * stopped.
     *
     * @param leaseLeft how long it may still be relied on
     */
    Ended await(Supplier<Duration> leaseLeft, Duration time, CountDownLatch stop)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
            if (leaseLeft.get().isNegative()) {
                leaseLost("it ended before it could be renewed");
            }
            String reason = lost.get();
            if (reason != null) {
                return exitedMeanwhile()
                        ? exited()
                        : stopped(SHORT_GRACE, new Ended.LeaseLost(reason));
            }
            if (System.nanoTime() - end >= 0) {
                return stopped(GRACE, new Ended.TimedOut());
            }
            if (stop.getCount() == 0) {
                return stopped(GRACE, new Ended.Stopped());
            }
        }
        return exited();
    }

    private boolean exitedMeanwhile() {
        return !process.isAlive();
    }

    private Ended exited() throws InterruptedException {
        // What it left running would hold its output open, and work without a lease.
        List<ProcessHandle> left = tree();
        left.forEach(ProcessHandle::destroyForcibly);
        reader.join(LAST_LINES);
        return new Ended.Exited(process.exitValue());
    }

    private Ended stopped(Duration grace, Ended why) throws InterruptedException {
        List<ProcessHandle> tree = tree();
        tree.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + grace.toNanos();
        while (tree.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() - end < 0) {
            process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            if (!process.isAlive()) {
                Thread.sleep(GLANCE_MILLIS);
            }
        }
        Stream.concat(tree.stream(), tree().stream()).forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        reader.join(LAST_LINES);
        return why;
    }

    private List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    /**
     * The JDK says "error=2, No such file or directory" or "Exec failed, error: 2 (No such ...) ".
     */
    private static String cause(IOException e) {
        String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return message == null
                ? "unknown reason"
                : message.replaceFirst("^.*error[=:] ?[0-9]+,? \\(?([^()]*)\\)?\\s*$", "$1");
    }
}
