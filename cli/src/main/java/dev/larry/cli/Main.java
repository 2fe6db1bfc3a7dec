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

/**
 * The {@code larry} command: finds the subcommand, and turns what went wrong into a line and an
 * exit code.
 */
@Command(
        name = "larry",
        description = "Renders, checks and runs fleets of AI coordinators on Kubernetes.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            Render.class,
            Check.class,
            Explain.class,
            Diff.class,
            Schema.class,
            Init.class,
            Launch.class,
            Watch.class,
            RunReports.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
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
        return new CommandLine(new Main(), new Subcommands(clock))
                .setCaseInsensitiveEnumValuesAllowed(true)
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
            return type == Check.class
                    ? type.cast(new Check(clock))
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
