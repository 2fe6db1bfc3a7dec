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
 * @param port of metrics, liveness and readiness; 0: a free one
 * @param patience how long Redis and the records are tried before they count as away
 */
record Options(Role role, Path settings, Path work, int port, Duration patience) {
    static final String USAGE =
            "usage: larry-agent coordinator|worker|meta|observer"
                    + " [--settings FILE] [--work DIRECTORY] [--port NUMBER] [--patience DURATION],"
                    + " or larry-agent install DIRECTORY";

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
                        Ports.METRICS,
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
            case "--settings" -> new Options(role, Path.of(value), work, port, patience);
            case "--work" -> new Options(role, settings, Path.of(value), port, patience);
            case "--port" -> new Options(role, settings, work, port(value), patience);
            case "--patience" -> new Options(role, settings, work, port, span(value));
            default -> throw new IllegalArgumentException("'" + name + "' is no option");
        };
    }

    private static Role role(String word) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no role");
    }

    private static int port(String value) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException("--port '" + value + "' is no number from 0 to 65535");
    }

    private static Duration span(String value) {
        try {
            return TimeSpans.parse(value);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException("--patience " + e.getMessage(), e);
        }
    }
}
