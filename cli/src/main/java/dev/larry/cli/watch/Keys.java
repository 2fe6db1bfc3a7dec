package dev.larry.cli.watch;

import dev.larry.cli.watch.View.Key;

import org.jline.utils.NonBlockingReader;

import java.io.IOException;
import java.util.Optional;

/** Keys as a terminal sends them: characters, and sequences that begin with escape. */
final class Keys {
    private static final int ESCAPE = 27;
    private static final long SEQUENCE_MILLIS = 40;

    private final NonBlockingReader reader;

    Keys(NonBlockingReader reader) {
        this.reader = reader;
    }

    /** The next key; empty where none came in time. */
    Optional<Key> next(long millis) throws IOException {
        int first = reader.read(millis);
        if (first == NonBlockingReader.READ_EXPIRED) {
            return Optional.empty();
        }
        return Optional.of(
                switch (first) {
                    case NonBlockingReader.EOF, 'q', 'Q', 3, 4 -> Key.QUIT;
                    case 'k', 'K' -> Key.UP;
                    case 'j', 'J' -> Key.DOWN;
                    case '\r', '\n' -> Key.TASKS;
                    case '\t' -> Key.RIGHT;
                    case 'd', 'D' -> Key.DETAILS;
                    case 'e', 'E' -> Key.EVENTS;
                    case 't', 'T' -> Key.TOKENS;
                    case 'h', 'H', '?' -> Key.HELP;
                    case ' ' -> Key.PAGE_DOWN;
                    case ESCAPE -> sequence();
                    default -> Key.OTHER;
                });
    }

    /** CSI and SS3 sequences. Source: ECMA-48, and xterm's "Control Sequences". */
    private Key sequence() throws IOException {
        int introducer = reader.read(SEQUENCE_MILLIS);
        if (introducer != '[' && introducer != 'O') {
            return Key.OTHER;
        }
        StringBuilder parameters = new StringBuilder();
        int end = reader.read(SEQUENCE_MILLIS);
        while (end >= '0' && end <= '?' && parameters.length() < 16) {
            parameters.append((char) end);
            end = reader.read(SEQUENCE_MILLIS);
        }
        return switch (end) {
            case 'A' -> Key.UP;
            case 'B' -> Key.DOWN;
            case 'C' -> Key.RIGHT;
            case 'D' -> Key.LEFT;
            case '~' ->
                    switch (parameters.toString()) {
                        case "5" -> Key.PAGE_UP;
                        case "6" -> Key.PAGE_DOWN;
                        default -> Key.OTHER;
                    };
            default -> Key.OTHER;
        };
    }
}
