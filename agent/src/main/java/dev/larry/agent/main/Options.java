package dev.larry.agent.main;

import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.Paths;
import dev.larry.contract.Ports;
import dev.larry.model.InvalidValueException;
import dev.larry.model.TimeSpans;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * What was typed.
 *
 * @param work where attempts write
 * @param archive where the meta-coordinator keeps report data
 * @param account where the ServiceAccount's token and ca.crt are mounted
 * @param port of metrics, liveness and readiness; 0: a free one
 * @param page port of the observer's state; 0: a free one
 * @param patience how long Redis and the records are tried before they count as away
 */
record Options(
        Role role,
        Path settings,
        Path work,
        Path archive,
        Path account,
        int port,
        int page,
        Duration patience) {
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    static final String USAGE =
            "usage: larry-agent coordinator|worker|meta|observer"
                    + " [--settings FILE] [--work DIRECTORY] [--archive DIRECTORY]"
                    + " [--account DIRECTORY]"
                    + " [--port NUMBER] [--page NUMBER] [--patience DURATION],"
                    + " larry-agent install DIRECTORY, "
                    + TokensCommand.USAGE;

    /** Reads them; {@link IllegalArgumentException} says in one line what is wrong. */
    static Options parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("no role");
        }
        Options options =
                new Options(
                        role(arguments.getFirst()),
                        Path.of(Paths.CONFIG, Paths.SETTINGS_FILE),
                        Path.of(Paths.WORK),
                        Path.of(Paths.ARCHIVE),
                        ACCOUNT,
                        Ports.METRICS,
                        Ports.PAGE,
                        Duration.ofSeconds(30));
        Iterator<String> rest = arguments.subList(1, arguments.size()).iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            try {
                options = options.with(name, rest.next());
            } catch (NoSuchElementException e) {
                throw new IllegalArgumentException(name + " has no value", e);
            }
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--settings" -> with(Path.of(value), work, archive, account, port, page, patience);
            case "--work" -> with(settings, Path.of(value), archive, account, port, page, patience);
            case "--archive" -> with(settings, work, Path.of(value), account, port, page, patience);
            case "--account" -> with(settings, work, archive, Path.of(value), port, page, patience);
            case "--port" ->
                    with(settings, work, archive, account, port(name, value), page, patience);
            case "--page" ->
                    with(settings, work, archive, account, port, port(name, value), patience);
            case "--patience" -> with(settings, work, archive, account, port, page, span(value));
            default -> throw new IllegalArgumentException("'" + name + "' is no option");
        };
    }

    private Options with(
            Path settings,
            Path work,
            Path archive,
            Path account,
            int port,
            int page,
            Duration patience) {
        return new Options(role, settings, work, archive, account, port, page, patience);
    }

    private static Role role(String word) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no role");
    }

    private static int port(String name, String value) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException(name + " '" + value + "' is no number from 0 to 65535");
    }

    private static Duration span(String value) {
        try {
            return TimeSpans.parse(value);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException("--patience " + e.getMessage(), e);
        }
    }
}
