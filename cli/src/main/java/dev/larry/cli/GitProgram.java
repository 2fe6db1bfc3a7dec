package dev.larry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The git program, for what needs the logins and keys that a person has set up for it: pushing, and
 * commits that are signed.
 */
final class GitProgram {
    private final Path directory;

    GitProgram(Path directory) {
        this.directory = directory;
    }

    /**
     * Runs it; it asks nobody for anything.
     *
     * @throws CouldNotException with what it said last, where it fails or is not there
     */
    void run(String remedy, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        String said;
        int exit;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            Process process = builder.start();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            exit = process.waitFor();
        } catch (IOException e) {
            throw new CouldNotException("the git program cannot be started; " + remedy);
        }
        if (exit != 0) {
            String why =
                    said.lines()
                            .filter(line ->
                                    line.startsWith("fatal:")
                                            || line.startsWith("error:")
                                            || line.contains("! ["))
                            .findFirst()
                            .orElse(said.lines().findFirst().orElse("it said nothing"));
            throw new CouldNotException(
                    "git " + arguments[0] + " failed: " + why.strip() + "; " + remedy);
        }
    }
}
