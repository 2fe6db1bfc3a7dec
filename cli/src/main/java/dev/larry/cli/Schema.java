package dev.larry.cli;

import dev.larry.contract.TaskResultSchema;
import dev.larry.load.EnvironmentSchema;
import dev.larry.load.ExceptionsSchema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Prints the JSON Schema of what a person or a task's command writes. */
@Command(
        name = "schema",
        description =
                "Prints the JSON Schema of environment files (or of exceptions, or of task results)"
                        + " to standard output.",
        footer = {"", "Example: larry schema > environments/environment.schema.json"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Schema implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--task-result", description = "The schema of the TaskResult file instead.")
    private boolean taskResult;

    @Option(names = "--exceptions", description = "The schema of files of exceptions instead.")
    private boolean exceptions;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (taskResult && exceptions) {
            throw new WrongUseException("--task-result or --exceptions, not both");
        }
        out.print(
                taskResult
                        ? TaskResultSchema.json()
                        : exceptions ? ExceptionsSchema.json() : EnvironmentSchema.json());
        out.flush();
        return Exit.CLEAN;
    }
}
