package dev.larry.agent.record;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Records as files of one directory, for runs without a cluster. A change takes an exclusive lock,
 * writes and syncs a temporary file, renames it over the record and syncs the directory, so that a
 * kill or a power cut leaves the old record or the new one.
 */
public final class DirectoryStore implements RecordStore {
    /**
     * File locks are the process's; threads of one process need locks of their own. A few for all
     * records: two records seldom share one, and then one waits.
     */
    private static final List<ReentrantLock> THREADS =
            Stream.generate(ReentrantLock::new).limit(64).toList();

    private final Path directory;

    public DirectoryStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Stored> read(String name) {
        try {
            String text = Files.readString(file(name));
            return Optional.of(new Stored(text, text));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure(file(name), e);
        }
    }

    @Override
    public boolean create(String name, String text) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw failure(directory, e);
        }
        return locked(
                name,
                () -> {
                    if (Files.exists(file(name))) {
                        return false;
                    }
                    write(name, text);
                    return true;
                });
    }

    @Override
    public boolean replace(String name, Stored before, String text) {
        return locked(
                name,
                () -> {
                    Optional<Stored> now = read(name);
                    if (now.isEmpty() || !now.get().version().equals(before.version())) {
                        return false;
                    }
                    write(name, text);
                    return true;
                });
    }

    private boolean locked(String name, Change change) {
        Path lock = directory.resolve("." + name + ".lock");
        ReentrantLock threads = THREADS.get(Math.floorMod(name.hashCode(), THREADS.size()));
        threads.lock();
        try (FileChannel channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid()) {
                throw new IOException("the lock is not valid");
            }
            return change.make();
        } catch (IOException e) {
            throw failure(lock, e);
        } finally {
            threads.unlock();
        }
    }

    private void write(String name, String text) throws IOException {
        Path temporary = directory.resolve("." + name + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }

    private static AgentException failure(Path path, IOException e) {
        return e instanceof AccessDeniedException
                ? new AgentException(
                        ExitCode.NO_PERMISSION,
                        path + ": permission denied; let this user read and write it",
                        e)
                : new AgentException(ExitCode.RECORDS_AWAY, path + ": " + e.getMessage(), e);
    }

    /** What is done under the lock. */
    private interface Change {
        boolean make() throws IOException;
    }
}
