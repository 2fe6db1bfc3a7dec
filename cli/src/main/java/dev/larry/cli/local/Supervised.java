package dev.larry.cli.local;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * A program that is started again when it ends in a way that a cluster would answer with a new pod,
 * until it ended for good or is stopped.
 */
final class Supervised implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 500;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final IntPredicate again;
    private int left;
    private volatile boolean stopping;
    private volatile @Nullable Process process;
    private volatile @Nullable Integer exit;
    private @Nullable Thread thread;

    /**
     * A program.
     *
     * @param environment added to this process's own
     * @param again whether another start may help after this exit code
     * @param starts how often it is started at most
     */
    Supervised(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            IntPredicate again,
            int starts) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.again = again;
        this.left = starts;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    /** Starts it; later starts happen by themselves. */
    void start() throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        process = begin();
        thread = Thread.ofVirtual().name(name).start(this::follow);
    }

    private Process begin() throws IOException {
        left--;
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void follow() {
        try {
            while (true) {
                Process now = process;
                int code = now == null ? 0 : now.waitFor();
                if (stopping || left <= 0 || !again.test(code)) {
                    exit = code;
                    return;
                }
                Thread.sleep(PAUSE_MILLIS);
                if (stopping) {
                    exit = code;
                    return;
                }
                process = begin();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            exit = -1;
        }
    }

    /** How it ended for good; empty while it may go on. */
    OptionalInt exit() {
        Integer code = exit;
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** Asks it to end; {@link #close} waits for that. */
    void stop() {
        stopping = true;
        Process now = process;
        if (now != null) {
            now.destroy();
        }
    }

    /** Ends it: SIGTERM, a grace, SIGKILL. */
    @Override
    public void close() {
        stop();
        Process now = process;
        if (now == null) {
            return;
        }
        try {
            if (!now.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                now.destroyForcibly().waitFor();
            }
            if (thread != null) {
                thread.join(GRACE);
            }
        } catch (InterruptedException e) {
            now.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
