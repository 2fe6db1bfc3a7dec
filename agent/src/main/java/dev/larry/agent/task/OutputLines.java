package dev.larry.agent.task;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads lines of whatever length in bounded memory: of a longer one, the beginning. */
final class OutputLines {
    /** The longest line that is read whole, in bytes. */
    static final int LIMIT = 65_536;

    private final Consumer<String> line;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    private OutputLines(Consumer<String> line) {
        this.line = line;
    }

    /** Hands over each line until the stream ends or breaks. */
    static void read(InputStream stream, Consumer<String> line) {
        OutputLines lines = new OutputLines(line);
        byte[] block = new byte[LIMIT];
        try (stream) {
            for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
                lines.take(block, read);
            }
        } catch (IOException e) {
            // The pipe closed under the reader: the command was stopped.
        }
        if (lines.begun.size() > 0) {
            lines.hand();
        }
    }

    private void take(byte[] block, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (block[i] == '\n') {
                keep(block, from, i);
                hand();
                from = i + 1;
            }
        }
        keep(block, from, length);
    }

    private void keep(byte[] block, int from, int to) {
        begun.write(block, from, Math.min(to - from, LIMIT - begun.size()));
    }

    private void hand() {
        String text = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        line.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
