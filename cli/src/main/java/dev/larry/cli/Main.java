package dev.larry.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code larry} command: finds the subcommand, and turns what went wrong into a line and an
 * exit code.
 */
@Command(
        name = "larry",
        description = "Renders, checks and runs fleets of AI coordinators on Kubernetes.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    private static final Map<String, Class<?>> COMMANDS = commands();

    @Spec private CommandSpec spec;

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("render", Render.class);
        commands.put("check", Check.class);
        commands.put("explain", Explain.class);
        commands.put("diff", Diff.class);
        commands.put("schema", Schema.class);
        commands.put("init", Init.class);
        commands.put("launch", Launch.class);
        commands.put("watch", Watch.class);
        commands.put("generate-completion", AutoComplete.GenerateCompletion.class);
        return commands;
    }

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** The whole command, ready to execute; tests give it their own writers. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS.values());
    }

    /**
     * The command with the subcommand that the arguments begin with, else with all: to describe
     * each of them takes longer than to run one.
     */
    public static CommandLine commandLine(String[] args) {
        Class<?> named = args.length == 0 ? null : COMMANDS.get(args[0]);
        return named == null ? commandLine() : commandLine(List.of(named));
    }

    private static CommandLine commandLine(Collection<Class<?>> commands) {
        CommandLine larry = new CommandLine(new Main());
        commands.forEach(larry::addSubcommand);
        return larry.setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(problem -> Exit.COULD_NOT)
                .setParameterExceptionHandler(Main::wrongUse)
                .setExecutionExceptionHandler(Main::couldNot);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    private static int wrongUse(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        say(
                command,
                problem.getMessage()
                        + " (see "
                        + command.getCommandSpec().qualifiedName()
                        + " --help)");
        return Exit.WRONG_USE;
    }

    private static int couldNot(
            Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        String message = problem.getMessage();
        if (problem instanceof WrongUseException) {
            say(command, String.valueOf(message));
            return Exit.WRONG_USE;
        }
        say(command, message == null ? problem.getClass().getSimpleName() : message);
        return Exit.COULD_NOT;
    }

    private static void say(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("larry: " + message.lines().findFirst().orElse(""));
        err.flush();
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"larry " + number()};
        }

        static String number() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "(unpackaged)" : version;
        }
    }
}
