package dev.larry.cli.watch;

import dev.larry.cli.watch.StateSource.AwayException;
import dev.larry.contract.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Asks for the state again and again in a thread of its own, and keeps the latest answer. */
final class Latest implements AutoCloseable {
    private final StateSource source;
    private final Duration interval;
    private final InstantSource clock;
    private final Thread thread;
    private volatile Answer answer = new Answer(null, null, null);

    /**
     * What is known.
     *
     * @param state the latest; none: nobody told it yet
     * @param away why nobody tells it now; none: it is told
     * @param since when it was told last
     */
    record Answer(@Nullable RunState state, @Nullable String away, @Nullable Instant since) {}

    Latest(StateSource source, Duration interval, InstantSource clock) {
        this.source = source;
        this.interval = interval;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("state").start(this::ask);
    }

    Answer answer() {
        return answer;
    }

    private void ask() {
        try {
            while (true) {
                long asked = System.nanoTime();
                try {
                    answer = new Answer(source.read(), null, clock.instant());
                } catch (AwayException e) {
                    answer = new Answer(answer.state(), e.getMessage(), answer.since());
                }
                // An observer answers when there is something new; that was waiting, too.
                Thread.sleep(interval.minusNanos(System.nanoTime() - asked));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
