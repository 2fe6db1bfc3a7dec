package dev.larry.cli.local;

import dev.larry.gitops.Deletion;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs of one environment on this machine: a directory each, named by the run's id.
 *
 * @param home holds them
 */
public record LocalRuns(Path home) {
    /** Marks a run whose deletion has begun: no report or screen finds it any more. */
    private static final String GONE = ".gone-";

    /** Held while a run goes on, or while runs are deleted. */
    public record Hold(FileChannel channel, FileLock lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            lock.release();
            channel.close();
        }
    }

    /** How much a run left. */
    public record Size(long files, long bytes) {}

    /** Takes the only place for a run; empty where another process has it. */
    public Optional<Hold> hold() throws IOException {
        Files.createDirectories(home);
        FileChannel channel =
                FileChannel.open(
                        home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new Hold(channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it, which is as good as another process.
        }
        channel.close();
        return Optional.empty();
    }

    /** Their ids, oldest first: an id begins with its time. */
    public List<String> ids() throws IOException {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(home)) {
            return all.filter(Files::isDirectory)
                    .map(run -> run.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Where a run's files lie. */
    public Path of(String id) {
        return home.resolve(id);
    }

    /** How much a run left. */
    public Size size(String id) throws IOException {
        long[] sums = new long[2];
        Files.walkFileTree(
                of(id),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        sums[0]++;
                        sums[1] += is.size();
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new Size(sums[0], sums[1]);
    }

    /**
     * Deletes a run. It goes by one rename first, so that who is killed meanwhile leaves no half of
     * it; the next deletion takes what was left then.
     */
    public void delete(String id) throws IOException {
        Path gone = home.resolve(GONE + id);
        Deletion.of(gone);
        Files.move(of(id), gone, StandardCopyOption.ATOMIC_MOVE);
        Deletion.of(gone);
    }

    /** Takes what deletions left that were killed. */
    public void sweep() throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> all = Files.list(home)) {
            left = all.filter(each -> each.getFileName().toString().startsWith(GONE)).toList();
        }
        for (Path each : left) {
            Deletion.of(each);
        }
    }
}
