package dev.larry.agent.recovery;

import dev.larry.agent.events.Event;
import dev.larry.agent.journal.Journal;
import dev.larry.agent.journal.JournalEntry;
import dev.larry.agent.journal.JournalFile;
import dev.larry.agent.record.Outcome;
import dev.larry.contract.EventKind;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Keeps on the volume what one attempt could not tell, because Redis or the records are away;
 * {@link Replay} tells it later. Its file is made when it is first needed, and says so first.
 */
public final class Fallback implements Consumer<Event>, AutoCloseable {
    private final JournalFile file;
    private final InstantSource clock;
    private final AtomicInteger kept;
    private @Nullable Journal journal;

    /**
     * @param kept how many this process keeps now, for its metrics
     */
    public Fallback(JournalFile file, InstantSource clock, AtomicInteger kept) {
        this.file = file;
        this.clock = clock;
        this.kept = kept;
    }

    /** Keeps an event. */
    @Override
    public synchronized void accept(Event event) {
        journal().append(JournalEntry.of(clock.instant(), event.kind(), event.data()));
    }

    /** Keeps the result of the attempt, to be committed later. */
    public synchronized void result(Outcome outcome) {
        journal()
                .append(
                        JournalEntry.result(
                                clock.instant(), outcome.result(), outcome.hash(), outcome.path()));
    }

    /** Whether anything is kept. */
    public synchronized boolean used() {
        return journal != null;
    }

    /** Where it is kept. */
    public Path path() {
        return file.path();
    }

    private Journal journal() {
        Journal open = journal;
        if (open == null) {
            open = Journal.open(file.path());
            journal = open;
            kept.incrementAndGet();
            open.append(
                    JournalEntry.of(
                            clock.instant(),
                            EventKind.FALLBACK_ENTERED,
                            Map.of("fence", file.fence())));
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (journal != null) {
            journal.close();
            kept.decrementAndGet();
        }
    }
}
