package dev.larry.cli;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** What a command said and how it ended; the root of the case stands as ROOT. */
record CommandRun(int exit, String out, String err) {
    static CommandRun of(Path root, String... arguments) {
        return of(root, List.of(arguments));
    }

    static CommandRun of(Path root, List<String> arguments) {
        return of(Clock.systemUTC(), root, arguments);
    }

    static CommandRun of(Clock clock, Path root, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(arguments.toArray(String[]::new), clock);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        int exit =
                command.execute(
                        arguments.stream()
                                .map(word -> word.replace("ROOT", root.toString()))
                                .toArray(String[]::new));
        return new CommandRun(exit, shown(out, root), shown(err, root));
    }

    private static String shown(StringWriter text, Path root) {
        return text.toString().replace(root.toString(), "ROOT").replace("\r\n", "\n");
    }

    /** As a case's file has it. */
    String text() {
        return "exit " + exit + "\n--- standard output\n" + out + "--- standard error\n" + err;
    }
}
