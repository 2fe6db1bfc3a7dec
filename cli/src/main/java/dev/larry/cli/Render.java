package dev.larry.cli;

import dev.larry.check.fleet.FleetChecks;
import dev.larry.gitops.CannotWriteException;
import dev.larry.gitops.Change;
import dev.larry.gitops.GitopsTree;
import dev.larry.gitops.RenderedFile;
import dev.larry.load.Environment;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Findings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

/** Writes the manifests of environments to the GitOps tree: read, render, check, write. */
@Command(
        name = "render",
        description = "Writes the manifests of the named environments, or of all, to gitops/.",
        footer = {"", "Example: larry render prod"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Render implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private EnvironmentChoice choice;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write instead of gitops/ below the root.")
    private @Nullable Path out;

    @Option(
            names = "--overwrite",
            paramLabel = "PATH",
            description =
                    "A file that was edited by hand or is not larry's, and may be replaced or"
                            + " removed; may be repeated.")
    private Set<String> overwrite = new LinkedHashSet<>();

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing where all is well.")
    private boolean quiet;

    @Override
    public Integer call() throws CannotWriteException {
        Workspace workspace = choice.workspace();
        EnvironmentReader reader = new EnvironmentReader(workspace.root());
        Report report = new Report(spec.commandLine());
        // Everything is read before anything is written: one bad environment leaves all trees
        // alone.
        List<Environment> read = choice.chosen().stream().map(reader::read).toList();
        read.forEach(report::add);
        read.stream()
                .filter(environment -> environment.fleet().isPresent())
                .forEach(environment ->
                        report.add(
                                FleetChecks.sums(
                                        environment.fleet().orElseThrow(),
                                        environment.sources().orElseThrow()::of)));
        report.print(false);
        if (report.exit() != Exit.CLEAN) {
            return report.exit();
        }
        for (Environment environment : read) {
            write(workspace, environment, report);
        }
        return report.exit();
    }

    private void write(Workspace workspace, Environment environment, Report report)
            throws CannotWriteException {
        GitopsTree tree = GitopsTree.at(out == null ? workspace.gitops() : out, environment.name());
        List<RenderedFile> files = FleetFiles.of(environment);
        Findings conflicts = tree.conflicts(files, overwrite);
        report.add(conflicts);
        report.print(conflicts);
        if (conflicts.block()) {
            return;
        }
        Change change = tree.write(files, overwrite);
        if (!quiet) {
            report.line(
                    environment.name()
                            + ": "
                            + (change.none()
                                    ? change.unchanged() + " files, nothing changed"
                                    : String.format(
                                            Locale.ROOT,
                                            "%d files created, %d changed, %d removed, %d"
                                                    + " unchanged",
                                            change.created(),
                                            change.changed(),
                                            change.removed(),
                                            change.unchanged())));
        }
    }
}
