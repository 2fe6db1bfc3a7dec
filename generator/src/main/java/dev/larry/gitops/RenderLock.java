package dev.larry.gitops;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to change one environment's tree. The operating system takes the lock back when the
 * process ends, however it ends. The empty file stays: to delete it would let two renders lock two
 * files of one name.
 */
final class RenderLock implements Closeable {
    private final FileChannel channel;

    private RenderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or nothing if another render holds it. */
    static Optional<RenderLock> take(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? Optional.of(new RenderLock(channel)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
