package dev.larry.agent;

import redis.embedded.core.ExecutableProvider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The server programs that can be had here: the one that comes with the tests, the one on the PATH,
 * and what {@code ci/servers install} left in the project or in the user's cache.
 */
public final class Servers {
    private static final List<Program> FOUND = find();

    private Servers() {}

    /**
     * A server program.
     *
     * @param name flavour and version, as it says itself
     */
    public record Program(String name, Path path) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Every version that was found, the one that comes with the tests first. */
    public static List<Program> all() {
        return FOUND;
    }

    /** The one that comes with the tests. */
    public static Program own() {
        return FOUND.getFirst();
    }

    private static List<Program> find() {
        List<Program> found = new ArrayList<>();
        try {
            Path directory = Files.createTempDirectory("redis-program");
            directory.toFile().deleteOnExit();
            Path own = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
            own.toFile().deleteOnExit();
            found.add(program(own));
            List<Path> others = new ArrayList<>();
            for (String place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
                others.add(Path.of(place, "redis-server"));
                others.add(Path.of(place, "valkey-server"));
            }
            for (Path cache :
                    List.of(
                            Path.of(System.getProperty("larry.root", "..")).resolve(".larry"),
                            Path.of(System.getProperty("user.home"), ".cache", "larry"))) {
                Path kept = cache.resolve("servers");
                if (Files.isDirectory(kept)) {
                    try (Stream<Path> files = Files.list(kept)) {
                        files.sorted().forEach(others::add);
                    }
                }
            }
            for (Path other : others) {
                if (Files.isRegularFile(other) && Files.isExecutable(other)) {
                    Program program = program(other);
                    if (found.stream().noneMatch(known -> known.name().equals(program.name()))) {
                        found.add(program);
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return List.copyOf(found);
    }

    /** It says "Redis server v=7.0.15 sha=..." or "Valkey server v=8.1.8 ...". */
    private static Program program(Path path) throws IOException {
        Process process = new ProcessBuilder(path.toString(), "--version").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String[] words = said.strip().split("\\s+");
        if (words.length < 3 || !words[2].startsWith("v=")) {
            throw new AssertionError(path + " --version: " + said);
        }
        return new Program(words[0].toLowerCase(Locale.ROOT) + " " + words[2].substring(2), path);
    }
}
