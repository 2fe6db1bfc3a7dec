package dev.larry.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Clock;
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
        commands.put("report", RunReports.class);
        commands.put("clean", Clean.class);
        commands.put("generate-completion", AutoComplete.GenerateCompletion.class);
        return commands;
    }

    public static void main(String[] args) {
        System.exit(commandLine(args, Clock.systemUTC()).execute(args));
    }

    /** The whole command, ready to execute; tests give it their own writers. */
    public static CommandLine commandLine() {
        return commandLine(Clock.systemUTC());
    }

    /**
     * The same by another clock.
     *
     * @param clock what is out of date is out of date by this
     */
    static CommandLine commandLine(Clock clock) {
        return commandLine(COMMANDS.values(), clock);
    }

    /**
     * The command with the subcommand that the arguments begin with, else with all: to describe
     * each of them takes longer than to run one.
     */
    static CommandLine commandLine(String[] args, Clock clock) {
        Class<?> named = args.length == 0 ? null : COMMANDS.get(args[0]);
        return named == null ? commandLine(clock) : commandLine(List.of(named), clock);
    }

    private static CommandLine commandLine(Collection<Class<?>> commands, Clock clock) {
        CommandLine larry = new CommandLine(new Main(), new Subcommands(clock));
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

    /** Makes subcommands, those that look at the clock with the one they are to look at. */
    private record Subcommands(Clock clock) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == Check.class) {
                return type.cast(new Check(clock));
            }
            if (type == Launch.class) {
                return type.cast(new Launch(clock));
            }
            return type == Clean.class
                    ? type.cast(new Clean(clock))
                    : CommandLine.defaultFactory().create(type);
        }
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
