package dev.larry.agent.faults;

import dev.larry.agent.faults.Entry.Kind;
import dev.larry.agent.faults.Entry.Op;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Logs operations as JSON lines, one file a process; each line is there when its call returns. */
final class History implements AutoCloseable {
    private final Writer out;

    History(Path file) {
        try {
            out =
                    Files.newBufferedWriter(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log of one process, or of one thread that acts as one. */
    Log of(String process) {
        return new Log(process);
    }

    private synchronized void write(Entry entry) {
        try {
            out.write(ContractJson.line(entry) + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The histories of all processes in the order of time; a line cut short by a kill is none. */
    static List<Entry> read(Path directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    try {
                        entries.add(ContractJson.read(lines.get(i), Entry.class));
                    } catch (ContractException e) {
                        if (i < lines.size() - 1) {
                            throw new IOException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
                        }
                    }
                }
            }
        }
        entries.sort(Comparator.comparingLong(Entry::at));
        return entries;
    }

    /** One process's log. */
    final class Log {
        private final String process;

        private Log(String process) {
            this.process = process;
        }

        void invoke(Op op, String subject, long number, long tokens) {
            add(op, Kind.INVOKE, subject, number, tokens, "");
        }

        void ok(Op op, String subject, long number, long tokens, String note) {
            add(op, Kind.OK, subject, number, tokens, note);
        }

        void fail(Op op, String subject, String note) {
            add(op, Kind.FAIL, subject, 0, 0, note);
        }

        void info(Op op, String subject, String note) {
            add(op, Kind.INFO, subject, 0, 0, note);
        }

        private void add(Op op, Kind kind, String subject, long number, long tokens, String note) {
            write(new Entry(System.nanoTime(), process, op, kind, subject, number, tokens, note));
        }
    }
}
