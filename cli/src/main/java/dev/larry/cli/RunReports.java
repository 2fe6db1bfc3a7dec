package dev.larry.cli;

import dev.larry.agent.report.RunDocuments;
import dev.larry.cli.cluster.ClusterAccess;
import dev.larry.cli.cluster.ClusterException;
import dev.larry.cli.cluster.ClusterReports;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunReport;
import dev.larry.load.EnvironmentReader;
import dev.larry.model.Fleet;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Tells a finished run, from its data alone. */
@Command(
        name = "report",
        description = {
            "Tells a finished run from its data alone: what was planned, what was measured, and"
                    + " what to do next.",
            "Ends with 0 where the run was clean, else 1."
        },
        footer = {"", "Example: larry report local --format html > run.html"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class RunReports implements Callable<Integer> {
    private enum Format {
        MARKDOWN,
        HTML,
        JSON
    }

    @Spec private CommandSpec spec;
    @Mixin private RootOption root;
    @Mixin private ClusterOption cluster;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description =
                    "The run (default: the latest on this machine, or the one that Git names).")
    private @Nullable String run;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "The run's data, as its meta-coordinator left them: run.json.")
    private @Nullable Path from;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "markdown, html or json (default: markdown).")
    private Format format = Format.MARKDOWN;

    @Parameters(paramLabel = "ENV", arity = "0..1", description = "The environment that was run.")
    private @Nullable String environment;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunReport report = from == null ? ofEnvironment() : read(from);
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case MARKDOWN -> RunDocuments.markdown(report);
                            case HTML -> RunDocuments.html(report);
                            case JSON -> RunDocuments.json(report);
                        });
        spec.commandLine().getOut().flush();
        return report.clean() ? Exit.CLEAN : Exit.FINDINGS;
    }

    /** Of this machine, where it has such a run, else of the environment's cluster. */
    private RunReport ofEnvironment() throws IOException, InterruptedException {
        if (environment == null) {
            throw new WrongUseException("name an environment, or the run's data with --from");
        }
        String name = Workspace.name(environment);
        Path runs = root.workspace().local(name);
        List<Path> known = known(runs);
        Path local = run != null ? runs.resolve(run) : known.isEmpty() ? null : known.getLast();
        if (!cluster.named() && local != null && Files.isDirectory(local)) {
            return read(data(local));
        }
        Optional<Fleet> fleet = new EnvironmentReader(root.workspace().root()).read(name).fleet();
        if (fleet.isPresent()) {
            return ofCluster(fleet.get());
        }
        throw new CouldNotException(
                "no run of "
                        + name
                        + " on this machine; start one with: larry launch "
                        + name
                        + " --local, or name a run's data with --from");
    }

    private RunReport ofCluster(Fleet fleet) throws InterruptedException {
        try (ClusterAccess access = cluster.open()) {
            return new ClusterReports(access.client(), fleet.system().namespace())
                    .of(run == null ? fleet.run().id() : run);
        } catch (ClusterException e) {
            throw cluster.without(fleet, e);
        }
    }

    /** Runs with a report, oldest first: their ids begin with their time. */
    private static List<Path> known(Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(one -> Files.exists(data(one))).sorted().toList();
        }
    }

    private static Path data(Path run) {
        return run.resolve(RunReport.FILE);
    }

    private static RunReport read(Path file) throws IOException {
        try {
            return ContractJson.read(Files.readString(file), RunReport.class);
        } catch (NoSuchFileException e) {
            throw new WrongUseException(file + ": no such file");
        } catch (ContractException e) {
            throw new WrongUseException(file + ": not the data of a run: " + e.getMessage());
        }
    }
}
