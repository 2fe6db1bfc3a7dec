package dev.larry.cli.watch;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;

import org.jline.builtins.ScreenTerminal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program on a real pseudo-terminal, and what a terminal makes of its output. */
final class PseudoTerminal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final PtyProcess process;
    private final ScreenTerminal screen;
    private final StringBuilder raw = new StringBuilder();
    private final Thread reading;
    private volatile int columns;
    private volatile int rows;

    /**
     * One place of the screen.
     *
     * @param colour red, green and blue as three hexadecimal digits; -1: the terminal's own
     */
    record Cell(int codePoint, int colour, boolean bold) {}

    private PseudoTerminal(PtyProcess process, int columns, int rows) {
        this.process = process;
        this.columns = columns;
        this.rows = rows;
        this.screen = new ScreenTerminal(columns, rows);
        this.reading = Thread.ofPlatform().daemon().name("terminal").start(this::read);
    }

    /** Starts a program with these variables besides this process's own. */
    static PseudoTerminal start(
            List<String> command, Map<String, String> variables, int columns, int rows)
            throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("NO_COLOR");
        environment.put("TERM", "xterm-256color");
        environment.putAll(variables);
        return new PseudoTerminal(
                new PtyProcessBuilder()
                        .setCommand(command.toArray(String[]::new))
                        .setEnvironment(environment)
                        .setInitialColumns(columns)
                        .setInitialRows(rows)
                        .start(),
                columns,
                rows);
    }

    private void read() {
        try (Reader from =
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] some = new char[8_192];
            int length = from.read(some);
            while (length >= 0) {
                take(new String(some, 0, length));
                length = from.read(some);
            }
        } catch (IOException e) {
            // Linux answers EIO when the program has left its terminal.
        }
    }

    private void take(String text) throws IOException {
        synchronized (raw) {
            raw.append(text);
        }
        screen.write(text);
        String reply = screen.read();
        if (!reply.isEmpty()) {
            type(reply);
        }
    }

    /** Types these characters. */
    void type(String keys) throws IOException {
        OutputStream to = process.getOutputStream();
        to.write(keys.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    /** Makes the window another size, of which the kernel tells the program by SIGWINCH. */
    void resize(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        screen.setSize(newColumns, newRows);
        process.setWinSize(new WinSize(newColumns, newRows));
    }

    /** The screen, line by line. */
    Cell[][] cells() {
        int width = columns;
        int height = rows;
        long[] dump = new long[width * height];
        screen.dump(dump, new int[2]);
        Cell[][] cells = new Cell[height][width];
        for (int i = 0; i < dump.length; i++) {
            int attributes = (int) (dump[i] >>> 32);
            cells[i / width][i % width] =
                    new Cell(
                            (int) dump[i],
                            (attributes & 0x10000000) == 0 ? -1 : (attributes >> 12) & 0xfff,
                            (attributes & 0x08000000) != 0);
        }
        return cells;
    }

    /** The screen as text, without blanks at the ends of lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Cell[] line : cells()) {
            StringBuilder one = new StringBuilder();
            for (Cell cell : line) {
                one.appendCodePoint(cell.codePoint() == 0 ? ' ' : cell.codePoint());
            }
            text.append(one.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Everything that the program wrote. */
    String raw() {
        synchronized (raw) {
            return raw.toString();
        }
    }

    /** Waits until the screen is as wanted; what it shows instead is in the failure. */
    void await(String what, Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.test(text())) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("not on the screen: " + what + "; it shows:\n" + text());
            }
            Thread.sleep(20);
        }
    }

    /** Its exit code, once it has ended. */
    int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it shows:\n" + text());
        }
        reading.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
