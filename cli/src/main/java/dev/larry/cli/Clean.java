package dev.larry.cli;

import dev.larry.cli.local.LocalRuns;
import dev.larry.cli.local.LocalRuns.Hold;
import dev.larry.cli.local.LocalRuns.Size;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Deletes what finished runs left. */
@Command(
        name = "clean",
        description = {
            "Deletes what finished runs left: their task records, Redis state and reports.",
            "Lists it and asks first. Never touches a run that goes on."
        },
        footer = {"", "Example: larry clean local --local"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Clean implements Callable<Integer> {
    private static final double KIB = 1 << 10;

    @Spec private CommandSpec spec;
    @Mixin private RootOption root;

    @Option(names = "--local", required = true, description = "On this machine, without a cluster.")
    private boolean local;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "This run only (default: all finished ones).")
    private @Nullable String run;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Parameters(paramLabel = "ENV", description = "The environment that was run.")
    private String environment = "";

    @Override
    public Integer call() throws IOException {
        String name = Workspace.name(environment);
        Workspace workspace = root.workspace();
        LocalRuns runs = new LocalRuns(workspace.local(name));
        List<String> chosen = chosen(runs.ids(), name);
        if (chosen.isEmpty()) {
            Path file = workspace.environments().resolve(name + ".yaml");
            if (!Files.exists(file)) {
                throw new WrongUseException(file + ": no such environment, and no run of one");
            }
            say("no run of " + name + " on this machine");
            return Exit.CLEAN;
        }
        Optional<Hold> hold = runs.hold();
        if (hold.isEmpty()) {
            throw new CouldNotException(
                    "a run of "
                            + name
                            + " goes on here; wait for its end (larry watch "
                            + name
                            + "), then clean");
        }
        try (Hold held = hold.get()) {
            runs.sweep();
            for (String id : chosen) {
                say(id + ": " + words(runs.size(id)));
            }
            if (!agreed(chosen.size())) {
                say("nothing deleted");
                return Exit.CLEAN;
            }
            for (String id : chosen) {
                runs.delete(id);
                say("deleted " + id);
            }
        }
        return Exit.CLEAN;
    }

    private List<String> chosen(List<String> known, String name) {
        if (run == null) {
            return known;
        }
        if (!known.contains(run)) {
            throw new WrongUseException(
                    "--run "
                            + run
                            + ": no such run of "
                            + name
                            + " on this machine; there "
                            + (known.isEmpty() ? "is none" : "are: " + String.join(", ", known)));
        }
        return List.of(run);
    }

    private boolean agreed(int number) {
        if (yes) {
            return true;
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new WrongUseException(
                    "no terminal to ask on, so nothing is deleted; say --yes if it is meant");
        }
        String answer = console.readLine("delete %s? [y/N] ", number == 1 ? "it" : "all " + number);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static String words(Size size) {
        double kibibytes = Math.ceil(size.bytes() / KIB);
        return String.format(
                        Locale.ROOT, "%,d file%s, ", size.files(), size.files() == 1 ? "" : "s")
                + (kibibytes < KIB
                        ? String.format(Locale.ROOT, "%.0f KiB", kibibytes)
                        : String.format(Locale.ROOT, "%.1f MiB", kibibytes / KIB));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
