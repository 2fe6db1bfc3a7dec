package dev.larry.agent.faults;

import dev.larry.agent.faults.Entry.Kind;
import dev.larry.agent.faults.Entry.Op;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Follows the histories of all processes while they are written, each line once, and keeps what
 * happened: whether a run goes on is told from that, not from a clock.
 */
final class Tail {
    private final Path directory;
    private final Map<Path, Long> read = new HashMap<>();
    private final List<Entry> happened = new ArrayList<>();

    Tail(Path directory) {
        this.directory = directory;
    }

    /** How much has happened; asking for a lease is nothing yet, and a fault is no step. */
    long steps() {
        catchUp();
        return happened.size();
    }

    /** How often an operation succeeded in processes whose names begin so. */
    long count(Op op, String process) {
        catchUp();
        return happened.stream()
                .filter(entry -> entry.op() == op && entry.process().startsWith(process))
                .count();
    }

    private void catchUp() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                read.put(file, follow(file, read.getOrDefault(file, 0L)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long follow(Path file, long from) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // Until all of it is there.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            // A line that is not whole yet is read when it is, or never, where its writer was
            // killed.
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            for (String line : whole.lines().toList()) {
                Entry entry = ContractJson.read(line, Entry.class);
                if (entry.kind() == Kind.OK && entry.op() != Op.ACQUIRE && entry.op() != Op.FAULT) {
                    happened.add(entry);
                }
            }
            return from + whole.getBytes(StandardCharsets.UTF_8).length;
        } catch (ContractException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
