package dev.larry.cli;

import dev.larry.check.fleet.FleetChecks;
import dev.larry.cli.local.LocalFleet;
import dev.larry.cli.local.LocalPlace;
import dev.larry.cli.local.LocalRedis;
import dev.larry.cli.local.LocalRuns;
import dev.larry.cli.local.LocalRuns.Hold;
import dev.larry.cli.watch.ObserverSource;
import dev.larry.cli.watch.PlainLines;
import dev.larry.cli.watch.StateSource;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Stage;
import dev.larry.gitops.CannotWriteException;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.model.InvalidValueException;
import dev.larry.model.Syntax;
import dev.larry.model.TimeSpans;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs a whole fleet to its report: on its cluster, or on this machine. */
@Command(
        name = "launch",
        description = {
            "Runs the fleet of an environment on its cluster: looks whether a run may begin,"
                    + " commits it and follows it to its report.",
            "With --local on this machine: a Redis of its own, every agent a process, task records"
                    + " in .larry/local.",
            "Ends with 0 where every task is done, else 1."
        },
        footer = {
            "",
            "Examples: larry launch prod --dry-run",
            "          larry launch prod --push",
            "          larry launch local --local"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Launch implements Callable<Integer> {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("'l'MMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long LOOK_MILLIS = 500;
    private static final Duration TO_BEGIN = Duration.ofMinutes(10);

    /** The variable that tells tasks where the checkout is that they work on. */
    private static final String CHECKOUT = "LARRY_CHECKOUT";

    @Spec private CommandSpec spec;
    @Mixin private RootOption root;

    @Mixin private ClusterOption cluster;

    @Option(names = "--local", description = "On this machine, without a cluster.")
    private boolean local;

    @Option(names = "--dry-run", description = "Only look whether a run may begin.")
    private boolean dryRun;

    @Option(names = "--push", description = "Push the commit, with the git program.")
    private boolean push;

    @Option(
            names = "--apply",
            description = "Apply the objects from here, where no Argo CD brings them.")
    private boolean apply;

    @Option(
            names = "--force",
            description = "With --apply: take fields that somebody else manages.")
    private boolean force;

    @Option(
            names = "--follow",
            description = "Launch nothing: follow the run that the environment file names.")
    private boolean follow;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "The new run's id (default: one of this moment).")
    private @Nullable String id;

    @Option(
            names = "--start-within",
            paramLabel = "DURATION",
            converter = TimeSpan.class,
            description = "How long the run may take to begin, 1m to 1d (default: 30m).")
    private Duration startWithin = Duration.ofMinutes(30);

    private final Clock clock;

    /**
     * @param clock by which a run on a cluster begins and is over
     */
    Launch(Clock clock) {
        this.clock = clock;
    }

    @Parameters(paramLabel = "ENV", description = "The environment whose fleet is to run.")
    private String environment = "";

    @Override
    public Integer call() throws IOException, InterruptedException, CannotWriteException {
        Workspace workspace = root.workspace();
        String name = Workspace.name(environment);
        if (!local) {
            return new ClusterLaunch(spec.commandLine(), workspace, cluster, wish(name), clock)
                    .run();
        }
        if (dryRun || push || apply || force || follow || id != null || cluster.named()) {
            throw new WrongUseException("--local runs on no cluster; leave the other options out");
        }
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
        Path home = workspace.local(name).toAbsolutePath().normalize();
        try (Hold held =
                new LocalRuns(home)
                        .hold()
                        .orElseThrow(() ->
                                new CouldNotException(
                                        "a run of "
                                                + name
                                                + " goes on here; look at it with: larry watch "
                                                + name))) {
            return run(read.fleet().orElseThrow(), home, workspace.root());
        }
    }

    private LaunchWish wish(String name) {
        if (id != null && !Syntax.RUN_ID.matches(id)) {
            throw new WrongUseException(
                    "--run '" + id + "': allowed are " + Syntax.RUN_ID.meaning());
        }
        if (startWithin.compareTo(Duration.ofMinutes(1)) < 0
                || startWithin.compareTo(Duration.ofDays(1)) > 0) {
            throw new WrongUseException(
                    "--start-within " + TimeSpans.format(startWithin) + ": 1m to 1d are allowed");
        }
        if (follow && (dryRun || push || apply || id != null)) {
            throw new WrongUseException(
                    "--follow launches nothing; leave --dry-run, --push, --apply and --run out");
        }
        if (force && !apply) {
            throw new WrongUseException("--force is for --apply; give both or none");
        }
        return new LaunchWish(name, id, startWithin, dryRun, push, apply, force, follow);
    }

    /** As the environment file writes durations. */
    private static final class TimeSpan implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return TimeSpans.parse(text);
            } catch (InvalidValueException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no duration such as 15m or 1h");
            }
        }
    }

    private int run(Fleet fleet, Path home, Path checkout)
            throws IOException, InterruptedException {
        Instant now = Instant.now();
        String id = RUN.format(now);
        Path directory = home.resolve(id);
        Path page = Observers.file(home);
        try (LocalRedis redis = LocalRedis.start(directory.resolve("redis"))) {
            LocalPlace place = new LocalPlace(directory, redis.endpoint(), id, now.plus(TO_BEGIN));
            Map<String, String> environment =
                    Map.of(CHECKOUT, checkout.toAbsolutePath().normalize().toString());
            try (LocalFleet local =
                    LocalFleet.start(fleet, place, LocalFleet.thisJava(), environment)) {
                Thread interrupted =
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    local.close();
                                    redis.close();
                                });
                Runtime.getRuntime().addShutdownHook(interrupted);
                say(
                        "run "
                                + id
                                + " of "
                                + fleet.environment()
                                + ": "
                                + fleet.larrys().size()
                                + " Larrys, "
                                + fleet.workers().size()
                                + " tasks; screen: larry watch "
                                + fleet.environment());
                RunState last = follow(local, observer(local, page));
                Runtime.getRuntime().removeShutdownHook(interrupted);
                return finish(local, directory, last);
            }
        } finally {
            Files.deleteIfExists(page);
        }
    }

    /** The observer's page, as soon as it serves one. */
    private StateSource observer(LocalFleet local, Path page)
            throws IOException, InterruptedException {
        Optional<URI> state = local.state();
        while (state.isEmpty()) {
            Thread.sleep(LOOK_MILLIS);
            state = local.state();
        }
        String base = state.get().resolve(".").toString();
        Files.writeString(page, base + "\n");
        say("page: " + base);
        return new ObserverSource(URI.create(base));
    }

    private RunState follow(LocalFleet local, StateSource source) throws InterruptedException {
        PlainLines plain = new PlainLines();
        while (true) {
            try {
                RunState state = source.read();
                plain.of(state).forEach(this::say);
                if (state.stage() == Stage.COMPLETE || state.stage() == Stage.OVER) {
                    return state;
                }
            } catch (StateSource.AwayException e) {
                plain.away(String.valueOf(e.getMessage())).forEach(this::say);
            }
            local.broken()
                    .ifPresent(words -> {
                        throw new CouldNotException(words);
                    });
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** As a person would type it: from where the command was started, if it lies below. */
    private static Path here(Path file) {
        Path start = Path.of("").toAbsolutePath();
        return file.startsWith(start) ? start.relativize(file) : file;
    }

    private int finish(LocalFleet local, Path directory, RunState last) throws IOException {
        Path data = local.report();
        if (!Files.exists(data)) {
            throw new CouldNotException(
                    "the run's time was up before its report was written; see what its agents said"
                            + " below "
                            + directory);
        }
        RunReport report;
        try {
            report = ContractJson.read(Files.readString(data), RunReport.class);
        } catch (ContractException e) {
            throw new CouldNotException(data + ": not the report of a run: " + e.getMessage());
        }
        for (Path file : ReportFiles.write(report, directory)) {
            say("report: " + here(file));
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
