package dev.larry.cli;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A launch that goes on while its test plays Argo CD and the agents. */
final class Launching {
    private static final long PATIENCE_SECONDS = 120;

    private final StringWriter said = new StringWriter();
    private final CompletableFuture<Integer> exit;

    Launching(Clock clock, Path root, List<String> arguments) {
        CommandLine command = Main.commandLine(arguments.toArray(String[]::new), clock);
        command.setOut(new PrintWriter(said, true));
        command.setErr(new PrintWriter(said, true));
        this.exit =
                CompletableFuture.supplyAsync(
                        () ->
                                command.execute(
                                        arguments.stream()
                                                .map(word -> word.replace("ROOT", root.toString()))
                                                .toArray(String[]::new)),
                        task -> Thread.ofPlatform().daemon().start(task));
    }

    String said() {
        synchronized (said.getBuffer()) {
            return said.toString();
        }
    }

    /** Waits until it has said this, which it must say before it ends. */
    void says(String text) throws InterruptedException {
        await(() -> said().contains(text), "'" + text + "'");
    }

    void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || exit.isDone() && !condition.getAsBoolean()) {
                throw new AssertionError("waited for " + what + ", it said:\n" + said());
            }
            Thread.sleep(20);
        }
    }

    int exit() throws InterruptedException, ExecutionException {
        try {
            return exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("it did not end, it said:\n" + said(), e);
        }
    }
}
