package dev.larry.cli;

import dev.larry.check.Kubeconform;
import dev.larry.check.ManifestRules;
import dev.larry.check.PinnedKubeconform;
import dev.larry.check.Rules;
import dev.larry.check.SchemaVerdict;
import dev.larry.check.ToolFailed;
import dev.larry.check.ToolMissing;
import dev.larry.check.fleet.FleetChecks;
import dev.larry.check.manifests.ManifestFiles;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Outside;
import dev.larry.check.report.CheckReport;
import dev.larry.check.report.HumanFormat;
import dev.larry.check.report.ReportFormat;
import dev.larry.check.rule.Places;
import dev.larry.gitops.CannotWriteException;
import dev.larry.gitops.GitopsTree;
import dev.larry.gitops.Orphans;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;
import dev.larry.render.App;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    @Override
    public Integer call() throws CannotWriteException, IOException {
        Workspace workspace = choice.workspace();
        EnvironmentReader reader = new EnvironmentReader(workspace.root());
        Report report = new Report(spec.commandLine());
        int documents = 0;
        List<String> names = manifests.isEmpty() || !choice.isAll() ? choice.chosen() : List.of();
        List<String> placements = new ArrayList<>();
        try {
            documents += manifests(report);
            if (manifests.isEmpty() && choice.isAll()) {
                report.add(Orphans.in(workspace.gitops(), names));
            }
            for (String name : names) {
                Environment environment = reader.read(name);
                report.add(environment);
                if (environment.fleet().isPresent()) {
                    documents += fleet(workspace, environment, report);
                    if (placement && format == ReportFormat.HUMAN) {
                        placements.add(Placement.of(environment));
                    }
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
                        documents,
                        report.findings(),
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

    /** Trees that no environment describes: what is not in them may be elsewhere. */
    private int manifests(Report report) throws CouldNotException {
        if (manifests.isEmpty()) {
            return 0;
        }
        for (Path path : manifests) {
            if (!Files.exists(path)) {
                throw new WrongUseException(path + " does not exist");
            }
        }
        ManifestSet tree = ManifestFiles.read(manifests, Outside.UNKNOWN);
        report.add(ManifestRules.judge(tree));
        return tree.objects().size();
    }

    private boolean colour() {
        return !noColor && Terminal.hasColour();
    }

    private static int fleet(Workspace workspace, Environment environment, Report report)
            throws CannotWriteException, IOException {
        Fleet fleet = environment.fleet().orElseThrow();
        Places places = environment.sources().orElseThrow()::of;
        report.add(FleetChecks.of(fleet, places));
        if (FleetChecks.sums(fleet, places).block()) {
            return 0; // what cannot be added up cannot be rendered
        }
        List<RenderedFile> files = FleetFiles.of(environment);
        report.add(GitopsTree.at(workspace.gitops(), environment.name()).drift(files));
        return schemas(workspace, environment, files, report);
    }

    private static int schemas(
            Workspace workspace, Environment environment, List<RenderedFile> files, Report report)
            throws IOException {
        Path tree = workspace.gitops().resolve(environment.name());
        List<Path> apps =
                Arrays.stream(App.values())
                        .map(app -> tree.resolve(app.directory()))
                        .filter(Files::isDirectory)
                        .toList();
        if (apps.isEmpty()) {
            return 0; // drift has named every file that is missing
        }
        SchemaVerdict verdict;
        try {
            verdict = new Kubeconform(PinnedKubeconform.in(workspace.root())).judge(apps);
        } catch (ToolMissing e) {
            throw new CouldNotException(e.getMessage() + "; install it with: " + e.remedy());
        } catch (ToolFailed e) {
            throw new CouldNotException(String.valueOf(e.getMessage()));
        }
        report.add(SchemaPlaces.findings(verdict, environment, tree, files));
        return verdict.documents();
    }
}
