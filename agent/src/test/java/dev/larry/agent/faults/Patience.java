package dev.larry.agent.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waits as long as something goes on, however slowly: what is late on a busy machine is no failure,
 * what stands still is one.
 *
 * @param standstill how long nothing may go on
 */
record Patience(Duration standstill) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(90));

    /** What goes on and on and never comes true is a failure, too. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /**
     * Waits for something to come true.
     *
     * @param progress a number that changes while something goes on
     */
    void await(String what, LongSupplier progress, BooleanSupplier condition)
            throws InterruptedException {
        long begun = System.nanoTime();
        long moved = begun;
        long before = progress.getAsLong();
        while (!condition.getAsBoolean()) {
            long now = progress.getAsLong();
            if (now != before) {
                before = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > standstill.toNanos()) {
                throw new AssertionError(
                        "nothing went on for %d s, after %d steps, and not: %s"
                                .formatted(standstill.toSeconds(), now, what));
            }
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new AssertionError(
                        "not in %d minutes, though things went on: %s"
                                .formatted(LONGEST.toMinutes(), what));
            }
            Thread.sleep(20);
        }
    }
}
