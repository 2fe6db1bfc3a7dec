package dev.larry.image;

import dev.larry.agent.install.LaunchFiles;
import dev.larry.contract.Paths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the image into a directory: {@code root/} is its file tree, {@code larry-agent.oci.tar}
 * the image itself and {@code digest} its digest.
 *
 * <p>Usage: {@code Main JAR LIBRARIES OUT BASE NAME}; JAR is the agent's, LIBRARIES a directory
 * with what it needs, BASE is {@code scratch} or an image of a registry.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try {
            List<Path> jars = new ArrayList<>(List.of(Path.of(arguments[0])));
            jars.addAll(jarsIn(Path.of(arguments[1])));
            Path out = Path.of(arguments[2]).toAbsolutePath();
            String base = arguments[3];
            String name = arguments[4];
            String digest = build(jars, out, base, name);
            Files.writeString(out.resolve("digest"), digest + "\n");
            System.out.println("image " + name + " on " + base + ": " + digest + ", " + out);
        } catch (CannotBuildException e) {
            System.err.println("image: " + e.getMessage());
            System.exit(3);
        }
    }

    private static String build(List<Path> jars, Path out, String base, String name)
            throws IOException, InterruptedException, CannotBuildException {
        Tree.remove(out);
        Path root = out.resolve("root");
        Path runtime = root.resolve(Paths.IMAGE_RUNTIME.substring(1));
        LinkedRuntime.make(jars, runtime);
        List<String> names = copy(jars, runtime.resolve(LaunchFiles.JARS));
        LaunchFiles.write(runtime, Path.of(Paths.IMAGE_RUNTIME), names);
        boolean empty = base.equals(AgentImage.EMPTY_BASE);
        if (empty) {
            SystemFiles.of(runtime).copyTo(root);
        }
        Tree.settle(root);
        StartArchive.make(runtime, names, out.resolve("work"));
        Tree.settle(root);
        return new AgentImage(root, runtime, base, name).write(out);
    }

    private static List<Path> jarsIn(Path directory) throws IOException, CannotBuildException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            if (jars.isEmpty()) {
                throw new CannotBuildException(directory + " holds no jar; build the agent first");
            }
            return jars;
        }
    }

    private static List<String> copy(List<Path> jars, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path jar : jars) {
            Files.copy(jar, to.resolve(jar.getFileName()));
        }
        return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    }
}
