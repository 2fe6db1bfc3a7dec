package dev.larry.gitops;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The operating system's exchange: renameat2 with RENAME_EXCHANGE on Linux (rename(2)), renamex_np
 * with RENAME_SWAP on macOS (rename(2) there). Java's own move has no such thing.
 */
final class NativeSwap implements Swap {
    private static final int AT_FDCWD = -100;
    private static final int RENAME_EXCHANGE = 2;
    private static final int RENAME_SWAP = 2;

    /** EINVAL and ENOSYS everywhere, EOPNOTSUPP of Linux and ENOTSUP of macOS: cannot, did not. */
    private static final Set<Integer> UNSUPPORTED = Set.of(22, 38, 45, 78, 95, 102);

    @Override
    public boolean exchange(Path one, Path other) throws IOException {
        Linker linker = Linker.nativeLinker();
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        Optional<MemorySegment> function =
                linker.defaultLookup().find(mac ? "renamex_np" : "renameat2");
        if (function.isEmpty()) {
            return false;
        }
        StructLayout layout = Linker.Option.captureStateLayout();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(layout);
            MemorySegment from = name(one, arena);
            MemorySegment to = name(other, arena);
            int result =
                    mac
                            ? (int)
                                    swap(linker, function.get())
                                            .invokeExact(state, from, to, RENAME_SWAP)
                            : (int)
                                    exchange(linker, function.get())
                                            .invokeExact(
                                                    state,
                                                    AT_FDCWD,
                                                    from,
                                                    AT_FDCWD,
                                                    to,
                                                    RENAME_EXCHANGE);
            if (result == 0) {
                return true;
            }
            int error = errno(layout, state);
            if (UNSUPPORTED.contains(error)) {
                return false;
            }
            throw new FileSystemException(
                    one.toString(), other.toString(), "cannot be exchanged (errno " + error + ")");
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle exchange(Linker linker, MemorySegment function) {
        return linker.downcallHandle(
                function,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle swap(Linker linker, MemorySegment function) {
        return linker.downcallHandle(
                function,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"));
    }

    /** File names are in the encoding the JDK itself uses for them, not in the default one. */
    private static MemorySegment name(Path path, Arena arena) {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return arena.allocateFrom(path.toAbsolutePath().toString(), names);
    }

    private static int errno(MemoryLayout layout, MemorySegment state) {
        VarHandle errno = layout.varHandle(PathElement.groupElement("errno"));
        return (int) errno.get(state, 0L);
    }
}
