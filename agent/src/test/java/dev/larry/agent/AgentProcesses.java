package dev.larry.agent;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.ContractJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Agents as real processes of this JDK, all ended when closed. */
public final class AgentProcesses implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;

    private final Path directory;
    private final List<Running> started = new ArrayList<>();

    public AgentProcesses(Path directory) {
        this.directory = directory;
    }

    /** An agent's process and where its output goes. */
    public record Running(Process process, Path out, Path err) {
        /** Waits for a line of its log; an agent that ends before is a failure. */
        public void awaitSaid(String text) throws InterruptedException {
            AgentProcesses.await(
                    "'" + text + "' is said",
                    () -> {
                        if (!process.isAlive() && !said().contains(text)) {
                            throw new AssertionError(
                                    "ended with "
                                            + process.exitValue()
                                            + ": "
                                            + said()
                                            + complained());
                        }
                        return said().contains(text);
                    });
        }

        /** Its exit code, once it has ended. */
        public int end() throws InterruptedException {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "still running after " + PATIENCE_SECONDS + " s: " + said());
            }
            return process.exitValue();
        }

        /** What it wrote to standard output. */
        public String said() {
            return text(out);
        }

        /** What it wrote to standard error. */
        public String complained() {
            return text(err);
        }

        /** Sends it a signal by name. */
        public void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Starts an agent with these settings. */
    public Running start(AgentSettings settings, Path work) throws IOException {
        return start(Map.of(), settings, work);
    }

    /** Starts an agent with these settings and these environment variables besides. */
    public Running start(Map<String, String> environment, AgentSettings settings, Path work)
            throws IOException {
        Path file =
                Files.writeString(
                        Files.createTempFile(directory, "settings", ".json"),
                        ContractJson.document(settings));
        return start(
                environment,
                settings.role().name().toLowerCase(Locale.ROOT),
                "--settings",
                file.toString(),
                "--work",
                work.toString(),
                "--archive",
                work.resolveSibling("archive").toString(),
                "--port",
                "0",
                "--page",
                "0",
                "--patience",
                "2s");
    }

    /** Starts an agent with these arguments. */
    public Running start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    /** Starts an agent with these arguments and these environment variables besides. */
    public Running start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.larry.agent.main.Main"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", ".log");
        Path err = Files.createTempFile(directory, "err", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Running running = new Running(process, out, err);
        started.add(running);
        return running;
    }

    /** Waits for something to come true. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        await(what, PATIENCE_SECONDS, condition);
    }

    /** Waits for something to come true, for so many seconds. */
    public static void await(String what, long seconds, BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("not within " + seconds + " s: " + what);
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        for (Running running : started) {
            running.process().descendants().forEach(ProcessHandle::destroyForcibly);
            running.process().destroyForcibly();
        }
    }
}
