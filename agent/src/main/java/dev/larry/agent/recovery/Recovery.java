package dev.larry.agent.recovery;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.redis.Epochs;
import dev.larry.agent.redis.Epochs.Held;

import java.util.List;
import java.util.Optional;

/**
 * Watches whether Redis still holds the run's state, and raises the epoch and builds it anew where
 * writes may be lost. The meta-coordinator does it, for it alone sees the whole fleet; everybody
 * else's calls wait meanwhile.
 */
public final class Recovery {
    private final RunRecords runs;
    private final Epochs epochs;
    private final Rebuild rebuild;

    public Recovery(RunRecords runs, Epochs epochs, Rebuild rebuild) {
        this.runs = runs;
        this.epochs = epochs;
        this.rebuild = rebuild;
    }

    /** Builds the state of a run that begins, before its record lets others begin. */
    public void first() {
        rebuild.build(1, List.of());
    }

    /**
     * Looks, and mends.
     *
     * @return the epoch, where this call has built its state
     */
    public Optional<Long> check() {
        RunRecord record = runs.read();
        Held held = epochs.look(record.epoch());
        if (held == Held.DOUBTFUL) {
            record = runs.raise(record.epoch());
        }
        return held != Held.CURRENT && rebuild.build(record.epoch(), record.grants())
                ? Optional.of(record.epoch())
                : Optional.empty();
    }
}
