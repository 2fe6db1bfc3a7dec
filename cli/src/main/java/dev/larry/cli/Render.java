package dev.larry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Writes the manifests of environments to the GitOps tree. */
@Command(
        name = "render",
        description = "Writes the manifests of the named environments, or of all, to gitops/.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Render implements Callable<Integer> {
    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The directory that holds environments/ and gitops/ (default: this one).")
    private Path root = Path.of("");

    @Parameters(
            paramLabel = "ENV",
            arity = "0..*",
            description = "The environments to render (default: all).")
    private List<String> environments = new ArrayList<>();

    @Override
    public Integer call() {
        return Exit.CLEAN;
    }
}
