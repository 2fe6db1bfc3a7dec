package dev.larry.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a piece of work under watch. Time is the work's own on a processor, so that a busy machine
 * fails nobody; a wall clock, much longer, ends what hangs.
 */
final class Watch {
    /** The processor time that one input may take. */
    static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    /** The bytes that one input of a few kilobytes may allocate, all garbage counted. */
    static final long BYTES = 1L << 30;

    private static final long PATIENCE_SECONDS = 120;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Work that may throw. */
    interface Work {
        void run() throws Exception;
    }

    private Watch() {}

    static void over(Work work) {
        long[] cost = new long[2];
        FutureTask<Void> task =
                new FutureTask<>(() -> {
                    long bytes = THREADS.getCurrentThreadAllocatedBytes();
                    long nanos = THREADS.getCurrentThreadCpuTime();
                    work.run();
                    cost[0] = THREADS.getCurrentThreadCpuTime() - nanos;
                    cost[1] = THREADS.getCurrentThreadAllocatedBytes() - bytes;
                    return null;
                });
        Thread thread = Thread.ofPlatform().daemon().start(task);
        try {
            task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            AssertionError hang = new AssertionError("hangs");
            hang.setStackTrace(thread.getStackTrace());
            throw hang;
        } catch (ExecutionException e) {
            throw new AssertionError("fails", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        assertThat(cost[0]).as("processor time, nanoseconds").isLessThan(NANOS);
        assertThat(cost[1]).as("bytes allocated").isLessThan(BYTES);
    }
}
