package dev.larry.agent.journal;

import dev.larry.contract.AgentException;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of entries, each with its length and CRC-32C before it, on disk when {@link #append}
 * returns. What a kill or a power cut leaves is a whole number of entries and at most one torn one.
 * Whoever writes it holds its lock, which ends with the process.
 */
public final class Journal implements AutoCloseable {
    private static final int HEAD = 8;
    private static final int LARGEST = 16 << 20;

    private final Path path;
    private final FileChannel channel;

    private Journal(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens a journal to append to it; what is torn at its end is cut off. */
    public static Journal open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            FileChannel channel =
                    FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new IOException("another process writes it");
            }
            channel.truncate(read(path).bytes());
            channel.position(channel.size());
            return new Journal(path, channel);
        } catch (IOException e) {
            throw full(path, e);
        }
    }

    /** Whether nobody writes a journal any more. */
    public static boolean abandoned(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            return locked(channel);
        }
    }

    /** The lock is the channel's, and ends with it. */
    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Appends an entry; one that finds no room ends the agent, and leaves the file whole. */
    public synchronized void append(JournalEntry entry) {
        byte[] body = ContractJson.line(entry).getBytes(StandardCharsets.UTF_8);
        CRC32C sum = new CRC32C();
        sum.update(body);
        ByteBuffer frame = ByteBuffer.allocate(HEAD + body.length);
        frame.putInt(body.length).putInt((int) sum.getValue()).put(body).flip();
        long before = -1;
        try {
            before = channel.position();
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
            channel.force(true);
        } catch (IOException e) {
            cutBackTo(before, e);
            throw full(path, e);
        }
    }

    private void cutBackTo(long position, IOException reason) {
        try {
            if (position >= 0) {
                channel.truncate(position);
            }
        } catch (IOException e) {
            // A reader stops at what is torn.
            reason.addSuppressed(e);
        }
    }

    private static AgentException full(Path path, IOException e) {
        return new AgentException(
                ExitCode.JOURNAL_FULL,
                path
                        + ": cannot be written: "
                        + e.getMessage()
                        + "; free space on the Larry's volume",
                e);
    }

    /**
     * What a journal holds.
     *
     * @param torn whether something follows that is no entry
     * @param bytes of the entries
     */
    public record Contents(List<JournalEntry> entries, boolean torn, long bytes) {
        public Contents {
            entries = List.copyOf(entries);
        }
    }

    /** Reads a journal up to what is torn. */
    public static Contents read(Path path) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        long bytes = 0;
        long size = Files.size(path);
        try (InputStream file = Files.newInputStream(path);
                DataInputStream in = new DataInputStream(file)) {
            while (bytes < size) {
                int length = in.readInt();
                int sum = in.readInt();
                if (length < 0 || length > LARGEST || length > size - bytes - HEAD) {
                    break;
                }
                byte[] body = in.readNBytes(length);
                CRC32C actual = new CRC32C();
                actual.update(body);
                if ((int) actual.getValue() != sum) {
                    break;
                }
                entries.add(
                        ContractJson.read(
                                new String(body, StandardCharsets.UTF_8), JournalEntry.class));
                bytes += HEAD + length;
            }
        } catch (EOFException e) {
            // The last head is torn.
        } catch (ContractException e) {
            throw new IOException(
                    path + ": entry " + (entries.size() + 1) + ": " + e.getMessage(), e);
        }
        return new Contents(entries, bytes < size, bytes);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw full(path, e);
        }
    }
}
