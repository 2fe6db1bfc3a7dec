package dev.larry.cli.local;

import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ExitCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * One agent as a process, started again as its pod would be: a worker as its Job says by exit code
 * and at most so often, a server whenever it ends.
 */
public final class LocalAgent {
    private static final long GRACE_SECONDS = 20;

    private final String name;
    private final Role role;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final int retries;
    private Process process;
    private int starts = 1;

    private LocalAgent(
            String name,
            Role role,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            int retries,
            Process process) {
        this.name = name;
        this.role = role;
        this.command = command;
        this.environment = environment;
        this.directory = directory;
        this.retries = retries;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param environment variables besides this process's own
     * @param directory for its output
     * @param retries of a worker
     * @throws IOException where it cannot be started
     */
    static LocalAgent start(
            String name,
            Role role,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            int retries)
            throws IOException {
        return new LocalAgent(
                name,
                role,
                command,
                environment,
                directory,
                retries,
                start(command, environment, directory));
    }

    private static Process start(
            List<String> command, Map<String, String> environment, Path directory)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve("out.log").toFile()))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(directory.resolve("err.log").toFile()))
                .start();
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    /** The process that runs now, or ran last. */
    public synchronized Process process() {
        return process;
    }

    /** How often it was started. */
    public synchronized int starts() {
        return starts;
    }

    /** Its log: one JSON object a line. */
    public Path log() {
        return directory.resolve("out.log");
    }

    /** Why it failed, a line each time. */
    public Path complaints() {
        return directory.resolve("err.log");
    }

    /** Why it failed last, where it said so. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(complaints());
            return lines.isEmpty() ? "" : ": " + lines.getLast();
        } catch (IOException e) {
            return "";
        }
    }

    /** How it ended for good; empty while it runs or is to be started again. */
    public synchronized OptionalInt ended() {
        return process.isAlive() || again() ? OptionalInt.empty() : OptionalInt.of(exitCode());
    }

    /** Starts it again if it ended and its pod would be. */
    synchronized void tend() throws IOException {
        if (!process.isAlive() && again()) {
            process = start(command, environment, directory);
            starts++;
        }
    }

    private boolean again() {
        return role != Role.WORKER
                || exitCode() != ExitCode.DONE.code() && starts <= retries && mayRetry(exitCode());
    }

    private int exitCode() {
        return process.exitValue();
    }

    /** As the Job's podFailurePolicy; codes that are no agent's are signals and the like. */
    private static boolean mayRetry(int code) {
        return Arrays.stream(ExitCode.values())
                .filter(known -> known.code() == code)
                .allMatch(ExitCode::retry);
    }

    /** Asks it to stop, and ends it if it does not. */
    synchronized void stop() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
