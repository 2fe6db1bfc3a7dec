package dev.larry.cli;

import dev.larry.load.EnvironmentSchema;
import dev.larry.load.StartingFile;
import dev.larry.model.InvalidValueException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/** Writes a commented environment file to start from; it passes as it is. */
@Command(
        name = "init",
        description = "Writes environments/NAME.yaml, a commented environment to start from.",
        footer = {"", "Example: larry init lab"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Init implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private RootOption root;

    @Parameters(
            paramLabel = "NAME",
            description = "The environment's name: lower case letters, digits and '-'.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
        Workspace workspace = root.workspace();
        String text;
        try {
            text = StartingFile.text(name);
        } catch (InvalidValueException e) {
            throw new WrongUseException("NAME " + e.getMessage());
        }
        Path directory = workspace.environments();
        Path file = directory.resolve(name + ".yaml");
        Files.createDirectories(directory);
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new WrongUseException(file + " exists; choose another name or remove it");
        }
        Path schema = directory.resolve("environment.schema.json");
        if (!Files.exists(schema)) {
            Files.writeString(schema, EnvironmentSchema.json());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + file + "; next: larry render " + name);
        out.flush();
        return Exit.CLEAN;
    }
}
