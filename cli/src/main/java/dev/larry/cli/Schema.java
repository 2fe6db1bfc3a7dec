package dev.larry.cli;

import dev.larry.contract.TaskResultSchema;
import dev.larry.load.EnvironmentSchema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Prints the JSON Schema of environment files, or of what a task's command leaves behind. */
@Command(
        name = "schema",
        description =
                "Prints the JSON Schema of environment files (or of task results) to standard"
                        + " output.",
        footer = {"", "Example: larry schema > environments/environment.schema.json"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Schema implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--task-result", description = "The schema of the TaskResult file instead.")
    private boolean taskResult;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(taskResult ? TaskResultSchema.json() : EnvironmentSchema.json());
        out.flush();
        return Exit.CLEAN;
    }
}
