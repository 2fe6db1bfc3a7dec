package dev.larry.cli;

import dev.larry.check.fleet.FleetChecks;
import dev.larry.cli.local.LocalFolder;
import dev.larry.cli.local.LocalRun;
import dev.larry.cli.watch.ObserverSource;
import dev.larry.cli.watch.PlainLines;
import dev.larry.cli.watch.StateSource;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Stage;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs a whole fleet on this machine, to its report. */
@Command(
        name = "launch",
        description = {
            "Runs the fleet of an environment on this machine: a Redis of its own, every agent a"
                    + " process, task records in .larry/local.",
            "Ends with 0 where every task is done, else 1."
        },
        footer = {"", "Example: larry launch local --local"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Launch implements Callable<Integer> {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("'l'MMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long LOOK_MILLIS = 500;

    @Spec private CommandSpec spec;
    @Mixin private RootOption root;

    @Option(names = "--local", required = true, description = "On this machine, without a cluster.")
    private boolean local;

    @Parameters(paramLabel = "ENV", description = "The environment whose fleet is to run.")
    private String environment = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = root.workspace();
        String name = Workspace.name(environment);
        Environment read = new EnvironmentReader(workspace.root()).read(name);
        Report report = new Report(spec.commandLine());
        report.add(read);
        read.fleet()
                .ifPresent(fleet ->
                        report.add(FleetChecks.of(fleet, read.sources().orElseThrow()::of)));
        report.print(false);
        if (report.exit() != Exit.CLEAN) {
            return report.exit();
        }
        Instant now = Instant.now();
        LocalFolder folder =
                new LocalFolder(
                        workspace.local(name).toAbsolutePath().normalize(), RUN.format(now));
        Files.createDirectories(folder.root());
        try (FileChannel channel =
                        FileChannel.open(
                                folder.lock(),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new CouldNotException(
                        "a run of " + name + " goes on here; look at it with: larry watch " + name);
            }
            return run(read.fleet().orElseThrow(), folder, workspace.root(), now);
        }
    }

    private int run(Fleet fleet, LocalFolder folder, Path checkout, Instant now)
            throws IOException, InterruptedException {
        RunState last;
        try (LocalRun run = new LocalRun(fleet, folder, checkout)) {
            Thread interrupted = Thread.ofPlatform().unstarted(run::close);
            Runtime.getRuntime().addShutdownHook(interrupted);
            URI page = run.start(now);
            say(
                    "run "
                            + folder.run()
                            + " of "
                            + fleet.environment()
                            + ": "
                            + fleet.larrys().size()
                            + " Larrys, "
                            + fleet.workers().size()
                            + " tasks; page "
                            + page
                            + ", screen: larry watch "
                            + fleet.environment());
            last = follow(run, new ObserverSource(page));
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        return finish(folder, last);
    }

    private RunState follow(LocalRun run, StateSource source) throws InterruptedException {
        PlainLines plain = new PlainLines();
        while (true) {
            Optional<String> broken = run.broken();
            if (broken.isPresent()) {
                throw new CouldNotException(broken.get());
            }
            try {
                RunState state = source.read();
                plain.of(state).forEach(this::say);
                if (state.stage() == Stage.COMPLETE || state.stage() == Stage.OVER) {
                    return state;
                }
            } catch (StateSource.AwayException e) {
                // The observer has not begun yet, or begins again.
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private int finish(LocalFolder folder, RunState last) throws IOException {
        Path data = folder.report();
        if (!Files.exists(data)) {
            throw new CouldNotException(
                    "the run's time was up before its report was written; see "
                            + folder.log("meta"));
        }
        RunReport report;
        try {
            report = ContractJson.read(Files.readString(data), RunReport.class);
        } catch (ContractException e) {
            throw new CouldNotException(data + ": not the report of a run: " + e.getMessage());
        }
        for (Path file : ReportFiles.write(report, folder.reports())) {
            say("report: " + file);
        }
        boolean all =
                last.phases().stream().allMatch(phase -> phase.done() == phase.tasks().size());
        say(
                report.figures().done()
                        + " of "
                        + report.figures().tasks()
                        + " tasks done, "
                        + report.figures().starts()
                        + " starts, "
                        + (report.clean() ? "clean" : "not clean: see the report's next steps"));
        return all ? Exit.CLEAN : Exit.FINDINGS;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
