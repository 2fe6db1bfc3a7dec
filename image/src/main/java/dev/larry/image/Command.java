package dev.larry.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of the build machine, run to its end. */
final class Command {
    private Command() {}

    /** What it printed, errors included; fails when it did. */
    static String run(List<String> command)
            throws IOException, InterruptedException, CannotBuildException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new CannotBuildException(
                    command.getFirst() + " ended with " + code + ": " + said.strip());
        }
        return said;
    }
}
