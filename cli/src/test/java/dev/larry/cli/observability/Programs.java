package dev.larry.cli.observability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus's own programs, as the machine has them. */
final class Programs {
    private Programs() {}

    /** One of them; a test on a machine without it is skipped, and says so. */
    static Path of(String name) {
        Optional<Path> found =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .map(directory -> Path.of(directory, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(
                found.isPresent(),
                "no "
                        + name
                        + " on PATH: queries and alerts are not evaluated (Debian: apt-get install"
                        + " prometheus)");
        return found.orElseThrow();
    }
}
