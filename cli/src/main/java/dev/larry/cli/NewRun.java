package dev.larry.cli;

import dev.larry.load.Environment;
import dev.larry.load.ScalarEdit;
import dev.larry.load.Sources;
import dev.larry.model.Run;
import dev.larry.model.Source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The run that a launch writes into an environment file.
 *
 * @param startBy past it nobody begins
 */
record NewRun(String id, Instant startBy) {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("'r'yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** An id of this moment. */
    static String idOf(Instant now) {
        return ID.format(now);
    }

    static NewRun of(String id, Instant now, Duration startWithin) {
        return new NewRun(id, now.plus(startWithin).truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * The environment file's text with this run in the place of the one it names; comments and
     * layout stay.
     *
     * @throws WrongUseException where its run cannot be edited there
     */
    String in(Path root, Environment environment) throws IOException {
        Run before = environment.fleet().orElseThrow().run();
        Sources sources = environment.sources().orElseThrow();
        String text = Files.readString(root.resolve(environment.file()));
        String edited = replace(text, environment, sources.of("run.id"), before.id()::equals, id);
        return replace(
                edited,
                environment,
                sources.of("run.startBy"),
                written -> isInstant(written, before.startBy()),
                startBy.toString());
    }

    private static String replace(
            String text,
            Environment environment,
            Source place,
            Predicate<String> before,
            String after) {
        if (!place.file().equals(environment.file())) {
            throw new WrongUseException(
                    place
                            + ": "
                            + place.path()
                            + " is written where other environments see it too; write it into "
                            + environment.file());
        }
        return ScalarEdit.replace(text, place.line(), place.column(), before, after)
                .orElseThrow(() ->
                        new WrongUseException(
                                place
                                        + ": "
                                        + place.path()
                                        + " is not written as a value on its own; write it so: "
                                        + after));
    }

    private static boolean isInstant(String written, Instant instant) {
        try {
            return Instant.parse(written).equals(instant);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
