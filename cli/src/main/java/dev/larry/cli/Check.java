package dev.larry.cli;

import dev.larry.check.Rules;
import dev.larry.check.report.CheckReport;
import dev.larry.check.report.HumanFormat;
import dev.larry.check.report.ReportFormat;
import dev.larry.gitops.CannotWriteException;
import dev.larry.gitops.Orphans;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.load.ExceptionsReader;
import dev.larry.load.LoadedExceptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Proves environments right, and the tree that was rendered from them: input, sums, tokens, times,
 * room, drift, schemas.
 */
@Command(
        name = "check",
        description = "Checks the named environments, or all, and their rendered trees.",
        footer = {"", "Example: larry check prod --format sarif > larry.sarif"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private EnvironmentChoice choice;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing where all is well.")
    private boolean quiet;

    @Option(
            names = "--manifests",
            paramLabel = "PATH",
            arity = "1..*",
            description = "Judge these files and directories of manifests, whoever wrote them.")
    private List<Path> manifests = new ArrayList<>();

    @Option(
            names = "--exceptions",
            paramLabel = "FILE",
            description =
                    "The findings in --manifests that are accepted (an environment's are in"
                            + " environments/ENV.exceptions.yaml).")
    private @Nullable Path exceptions;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "human",
            description = "How to say it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format = ReportFormat.HUMAN;

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            converter = ReportFile.Converter.class,
            description = "Write it to a file too, in any format; may be repeated.")
    private List<ReportFile> reports = new ArrayList<>();

    @Option(
            names = "--placement",
            description = "For people: also where all pods find room at the same time.")
    private boolean placement;

    @Option(
            names = "--no-color",
            description = "No colours and no groups on a terminal either (or set NO_COLOR).")
    private boolean noColor;

    private final Clock clock;

    /**
     * @param clock by which exceptions expire
     */
    Check(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws CannotWriteException, IOException {
        Workspace workspace = choice.workspace();
        EnvironmentReader reader = new EnvironmentReader(workspace.root());
        Report report = new Report(spec.commandLine());
        Judgement judgement = new Judgement(workspace, report, clock);
        List<String> names = manifests.isEmpty() || !choice.isAll() ? choice.chosen() : List.of();
        List<String> placements = new ArrayList<>();
        LoadedExceptions accepted = accepted();
        try {
            if (!manifests.isEmpty()) {
                judgement.manifests(manifests, accepted);
            } else if (choice.isAll()) {
                report.add(Orphans.in(workspace.gitops(), names));
            }
            for (String name : names) {
                Environment environment = reader.read(name);
                judgement.environment(environment);
                if (environment.fleet().isPresent() && placement && format == ReportFormat.HUMAN) {
                    placements.add(Placement.of(environment));
                }
            }
        } catch (CouldNotException e) {
            if (format == ReportFormat.HUMAN) {
                report.print(colour()); // a document that is not whole would look clean
            }
            throw e;
        }
        CheckReport whole =
                new CheckReport(
                        names,
                        manifests.stream().map(Path::toString).toList(),
                        judgement.objects(),
                        report.findings(),
                        judgement.excepted(),
                        judgement.withoutSchema(),
                        Rules.ALL,
                        Main.Version.number());
        reports.forEach(each -> each.write(whole));
        if (format != ReportFormat.HUMAN) {
            report.print(format, whole);
            return report.exit();
        }
        report.print(colour());
        placements.forEach(report::line);
        if (!quiet || report.exit() != Exit.CLEAN) {
            report.line(HumanFormat.summary(whole));
        }
        return report.exit();
    }

    /** What the user named must be there. */
    private LoadedExceptions accepted() {
        for (Path path : manifests) {
            if (!Files.exists(path)) {
                throw new WrongUseException(path + " does not exist");
            }
        }
        if (exceptions == null) {
            return LoadedExceptions.NONE;
        }
        if (manifests.isEmpty()) {
            throw new WrongUseException(
                    "--exceptions is for --manifests; an environment's exceptions are in"
                            + " environments/ENV.exceptions.yaml");
        }
        if (!Files.exists(exceptions)) {
            throw new WrongUseException(exceptions + " does not exist");
        }
        return ExceptionsReader.of(exceptions);
    }

    private boolean colour() {
        return !noColor && Terminal.hasColour();
    }
}
