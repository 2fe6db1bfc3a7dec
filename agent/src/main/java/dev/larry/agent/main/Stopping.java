package dev.larry.agent.main;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM into a request: the role ends in its own way and with its own exit code, which a
 * JVM that is shutting down could not choose any more.
 */
final class Stopping {
    /** Less than the pod's grace period, so that the last lines are still written. */
    private static final long GRACE_SECONDS = 20;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code;

    /** Listens for the request from now on. */
    CountDownLatch listen() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
        return requested;
    }

    private void stop() {
        requested.countDown();
        try {
            if (ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process with this code, also while it is being shut down. */
    void exit(int exitCode) {
        code = exitCode;
        ended.countDown();
        System.exit(exitCode);
    }
}
