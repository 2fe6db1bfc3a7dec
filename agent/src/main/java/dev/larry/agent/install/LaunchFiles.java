package dev.larry.agent.install;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the runtime is started where it lies. Its launcher is no shell script, for neither the
 * agent's image nor a worker's need hold a shell: it is a text that names the JVM as its
 * interpreter and a file of arguments as the interpreter's argument. Both hold absolute paths, so
 * both are written anew for each place. Sources: execve(2), "Interpreter scripts"; the JDK's java
 * command, "java Command-Line Argument Files".
 */
public final class LaunchFiles {
    /** The launcher, below the runtime's root. */
    public static final String LAUNCHER = "bin/larry-agent";

    /** The JVM's arguments, below the runtime's root. */
    public static final String ARGUMENTS = "lib/larry-agent.args";

    /** The archive of loaded classes that shortens the start, below the runtime's root. */
    public static final String ARCHIVE = "lib/larry-agent.jsa";

    /** The agent's jars, below the runtime's root. */
    public static final String JARS = "lib/agent";

    /** The system property with the runtime's root. */
    public static final String RUNTIME = "larry.runtime";

    /**
     * What the archive depends on: the JVM takes it only under the collector it was made with. A
     * worker's agent mostly waits, so the small collector, no second compiler and a small heap to
     * begin with; the heap may grow to the usual quarter of the container's memory.
     */
    public static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+AOTClassLinking",
                    "-Xms16m",
                    "-Xmn6m",
                    "-Xss512k",
                    "-XX:ReservedCodeCacheSize=24m",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:+ErrorFileToStderr",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "-Djdk.reflect.useNativeAccessorOnly=true",
                    "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8");

    /** Linux takes 255 bytes of the launcher's first line. */
    private static final int LONGEST = 110;

    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._+@-]+)+");

    private LaunchFiles() {}

    /**
     * Writes both files.
     *
     * @param runtime where the runtime lies now
     * @param at where it will lie when it is started
     * @param jars names of the files in {@link #JARS}, in the order of the class path
     */
    public static void write(Path runtime, Path at, List<String> jars) throws IOException {
        check(at);
        List<String> arguments = new ArrayList<>(JVM);
        arguments.add("-XX:SharedArchiveFile=" + at.resolve(ARCHIVE));
        arguments.add("-D" + RUNTIME + "=" + at);
        arguments.add("-cp");
        arguments.add(
                jars.stream()
                        .map(jar -> at.resolve(JARS).resolve(jar).toString())
                        .collect(Collectors.joining(":")));
        arguments.add("dev.larry.agent.main.Launched");
        replace(runtime.resolve(ARGUMENTS), String.join("\n", arguments) + "\n", "rw-r--r--");
        replace(
                runtime.resolve(LAUNCHER),
                "#!" + at + "/bin/java @" + at + "/" + ARGUMENTS + "\n",
                "rwxr-xr-x");
    }

    /** Rewrites both files of a runtime that was copied from one place to another. */
    static void move(Path from, Path to) throws IOException {
        for (String file : List.of(ARGUMENTS, LAUNCHER)) {
            Path path = to.resolve(file);
            String text =
                    Files.readString(path)
                            .replace(from + "/", to + "/")
                            .replace("=" + from + "\n", "=" + to + "\n");
            replace(path, text, file.equals(LAUNCHER) ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    /** Refuses a place whose name the first line of a launcher cannot hold. */
    static void check(Path at) {
        if (!PLAIN.matcher(at.toString()).matches() || at.toString().length() > LONGEST) {
            throw new AgentException(
                    ExitCode.BAD_SETTINGS,
                    "install: '"
                            + at
                            + "' cannot hold the runtime: allowed is an absolute path of at most "
                            + LONGEST
                            + " letters, digits and ._+@-; choose another directory");
        }
    }

    private static void replace(Path file, String text, String rights) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
