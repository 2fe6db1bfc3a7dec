package dev.larry.agent.task;

import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.TaskSettings;
import dev.larry.contract.ExitCode;
import dev.larry.model.InvalidValueException;
import dev.larry.model.Parameters;
import dev.larry.model.TaskKind;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * The program that a task of kind {@code command} runs.
 *
 * @param words the program and its arguments
 * @param directory where it runs; none: the attempt's own
 */
public record Command(List<String> words, @Nullable Path directory) {
    public Command {
        words = List.copyOf(words);
    }

    /**
     * The command that these settings mean; settings that mean none end the agent.
     *
     * @param at where they stand
     */
    static Command of(TaskSettings task, String at) {
        try {
            Parameters parameters = new Parameters(new TreeMap<>(task.parameters()));
            TaskKind kind = TaskKind.named(task.kind());
            kind.check(parameters);
            if (!kind.name().equals("command")) {
                throw new AgentException(
                        ExitCode.BAD_SETTINGS,
                        at + ".kind: this agent cannot run '" + kind.name() + "' yet; use command");
            }
            Object directory = parameters.values().get("directory");
            return new Command(
                    parameters.texts("command"),
                    directory == null ? null : Path.of(directory.toString()));
        } catch (InvalidValueException e) {
            throw new AgentException(
                    ExitCode.BAD_SETTINGS, at + "." + e.component() + ": " + e.getMessage(), e);
        }
    }
}
