package dev.larry.cli;

import dev.larry.cli.cluster.ClusterAccess;
import dev.larry.cli.cluster.ClusterException;
import dev.larry.cli.cluster.FinishedRuns;
import dev.larry.cli.cluster.FinishedRuns.Left;
import dev.larry.cli.local.LocalRuns;
import dev.larry.cli.local.LocalRuns.Hold;
import dev.larry.cli.local.LocalRuns.Size;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

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
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Deletes what finished runs left: on their cluster, or on this machine. */
@Command(
        name = "clean",
        description = {
            "Deletes what finished runs left: their task records, and their keys in Redis.",
            "With --local on this machine: their directories, reports included.",
            "Lists it and asks first. Never touches a run that goes on or that Git names, a Job or"
                    + " a volume."
        },
        footer = {"", "Example: larry clean local --local"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Clean implements Callable<Integer> {
    private static final double KIB = 1 << 10;

    @Spec private CommandSpec spec;
    @Mixin private RootOption root;

    @Mixin private ClusterOption cluster;

    @Option(names = "--local", description = "On this machine, without a cluster.")
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

    private final Clock clock;

    /**
     * @param clock by which runs are over
     */
    Clean(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = root.workspace();
        String name = Workspace.name(environment);
        if (local && cluster.named()) {
            throw new WrongUseException("--local is no cluster; leave the other options out");
        }
        if (local) {
            return here(workspace, name);
        }
        Report report = new Report(spec.commandLine());
        Optional<Fleet> fleet = fleet(workspace, name, report);
        if (fleet.isEmpty()) {
            return report.exit();
        }
        try (ClusterAccess access = cluster.open();
                FinishedRuns runs = FinishedRuns.open(access, fleet.get(), clock)) {
            return there(runs, name);
        } catch (ClusterException e) {
            throw new CouldNotException(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Fleet> fleet(Workspace workspace, String name, Report report) {
        var read = new EnvironmentReader(workspace.root()).read(name);
        report.add(read);
        if (read.fleet().isEmpty()) {
            report.print(false);
        }
        return read.fleet();
    }

    private int there(FinishedRuns runs, String name) throws InterruptedException {
        List<Left> all = runs.look(run);
        List<Left> named = run == null ? all : all.stream().filter(this::isNamed).toList();
        if (run != null && named.isEmpty()) {
            throw new WrongUseException(
                    "--run "
                            + run
                            + ": left nothing; there "
                            + among(all.stream().map(Left::run).toList()));
        }
        if (run != null && named.getFirst().kept() != null) {
            throw new CouldNotException(run + " stays: " + named.getFirst().kept());
        }
        List<Left> chosen = named.stream().filter(left -> left.kept() == null).toList();
        for (Left left : named) {
            say(
                    left.run()
                            + ": "
                            + counted(left.records().size(), "record")
                            + ", "
                            + counted(left.keys(), "key")
                            + " in Redis"
                            + (left.kept() == null ? "" : "; stays: " + left.kept()));
        }
        if (chosen.isEmpty()) {
            say("no finished run of " + name + " left anything");
        } else if (agreed(chosen.size())) {
            for (Left left : chosen) {
                runs.delete(left);
                say("deleted " + left.run());
            }
        }
        return Exit.CLEAN;
    }

    private boolean isNamed(Left left) {
        return left.run().equals(run);
    }

    private int here(Workspace workspace, String name) throws IOException {
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
            if (agreed(chosen.size())) {
                for (String id : chosen) {
                    runs.delete(id);
                    say("deleted " + id);
                }
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
                            + among(known));
        }
        return List.of(run);
    }

    private static String among(List<String> known) {
        return known.isEmpty() ? "is none" : "are: " + String.join(", ", known);
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
        boolean agreed = answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        if (!agreed) {
            say("nothing deleted");
        }
        return agreed;
    }

    private static String words(Size size) {
        double kibibytes = Math.ceil(size.bytes() / KIB);
        return counted(size.files(), "file")
                + ", "
                + (kibibytes < KIB
                        ? String.format(Locale.ROOT, "%.0f KiB", kibibytes)
                        : String.format(Locale.ROOT, "%.1f MiB", kibibytes / KIB));
    }

    private static String counted(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
