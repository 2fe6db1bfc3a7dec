package dev.larry.agent.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads lines of whatever length in bounded memory: of a longer one, the beginning. */
final class OutputLines {
    /** The longest line that is read whole, in bytes. */
    static final int LIMIT = 65_536;

    private OutputLines() {}

    /** Hands over each line until the stream ends or breaks. */
    static void read(InputStream stream, Consumer<String> line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(stream, LIMIT)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    hand(bytes, line);
                } else if (bytes.size() < LIMIT) {
                    bytes.write(next);
                }
            }
        } catch (IOException e) {
            // The pipe closed under the reader: the command was stopped.
        }
        if (bytes.size() > 0) {
            hand(bytes, line);
        }
    }

    private static void hand(ByteArrayOutputStream bytes, Consumer<String> line) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        line.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
