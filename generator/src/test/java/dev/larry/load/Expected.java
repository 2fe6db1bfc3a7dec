package dev.larry.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected output that lies in a file and is rewritten by {@code -Drecreate}. */
final class Expected {
    private Expected() {}

    /** The root of the project. */
    static Path root() {
        return Path.of(System.getProperty("larry.root", ".."));
    }

    /** Holds a text against a file of the project. */
    static void is(Path file, String text, String test) {
        try {
            if (System.getProperty("recreate") != null) {
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as(
                            "%s; if the change is meant: mvn -pl generator -am test -Dtest=%s"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false -Drecreate",
                            root().toAbsolutePath().relativize(file.toAbsolutePath()), test)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
