package dev.larry.cli;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which repository; the same for every subcommand. */
final class RootOption {
    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The directory that holds environments/ and gitops/ (default: this one).")
    private Path root = Path.of("");

    Workspace workspace() {
        if (!Files.isDirectory(root.toAbsolutePath())) {
            throw new WrongUseException(root + ": no such directory; correct --root");
        }
        return new Workspace(root);
    }
}
