package dev.larry.image;

import dev.larry.agent.install.LaunchFiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The archive of loaded and linked classes (CDS, JEP 483's class linking) that makes the agent's
 * start short. It is made from the committed list of the classes that the roles load, so building
 * needs no Redis to train against, and so that the same sources give the same archive. An AOT cache
 * of JEP 514 holds profiles of its training run besides, which are never the same twice.
 */
final class StartArchive {
    /** The classes, in the JVM's format for -XX:SharedClassListFile. */
    static final String CLASSES = "classes.lst";

    private StartArchive() {}

    /** Makes it for a runtime whose jars have their final times. */
    static void make(Path runtime, List<String> jars, Path work)
            throws IOException, InterruptedException, CannotBuildException {
        Files.createDirectories(work);
        Path list = work.resolve(CLASSES);
        try (InputStream in = StartArchive.class.getResourceAsStream(CLASSES)) {
            Files.write(list, in == null ? new byte[0] : in.readAllBytes());
        }
        Dump first = dump(runtime, jars, list, work.resolve("first.jsa"));
        Dump second = dump(runtime, jars, list, work.resolve("second.jsa"));
        Files.write(runtime.resolve(LaunchFiles.ARCHIVE), first.settledBy(second));
    }

    private static Dump dump(Path runtime, List<String> jars, Path list, Path archive)
            throws IOException, InterruptedException, CannotBuildException {
        List<String> command = new ArrayList<>(List.of(runtime.resolve("bin/java").toString()));
        command.addAll(LaunchFiles.JVM);
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        jars.stream()
                                .map(jar ->
                                        runtime.resolve(LaunchFiles.JARS).resolve(jar).toString())
                                .collect(Collectors.joining(":"))));
        long begun = millis();
        Command.run(command);
        return new Dump(Files.readAllBytes(archive), begun, millis());
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
