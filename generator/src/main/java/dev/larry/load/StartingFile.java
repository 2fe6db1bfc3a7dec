package dev.larry.load;

import dev.larry.model.InvalidValueException;
import dev.larry.model.Syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The environment file that somebody begins with: small, whole, and explained in comments. */
public final class StartingFile {
    private StartingFile() {}

    /**
     * Its text.
     *
     * @param name the environment's name
     * @throws InvalidValueException where no environment can have this name
     */
    public static String text(String name) {
        if (!Syntax.ENV_FILE.matches(name)) {
            throw new InvalidValueException(
                    "", "'" + name + "'", Syntax.ENV_FILE.meaning(), "choose another name");
        }
        try (InputStream template = StartingFile.class.getResourceAsStream("starting.yaml")) {
            if (template == null) {
                throw new IllegalStateException(
                        "starting.yaml is not beside " + StartingFile.class);
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@NAME@", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
