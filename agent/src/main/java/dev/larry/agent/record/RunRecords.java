package dev.larry.agent.record;

import dev.larry.agent.record.RecordStore.Stored;
import dev.larry.agent.record.RunRecord.Grant;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings.RunSettings;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Names;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The record of the run, and whether the run may be worked on. A run that nobody initialised by its
 * {@code startBy} never begins; one that began is over when its window is, of which convergence is
 * the end.
 */
public final class RunRecords {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RecordStore store;
    private final RunSettings run;
    private final InstantSource clock;

    public RunRecords(RecordStore store, RunSettings run, InstantSource clock) {
        this.store = store;
        this.run = run;
        this.clock = clock;
    }

    /** Makes the run's record, or finds the one that another made. */
    public RunRecord create() {
        RunRecord fresh = new RunRecord(RunRecord.VERSION, run.id(), 1, clock.instant(), List.of());
        store.create(name(), ContractJson.document(fresh));
        return find().orElseThrow(() ->
                new AgentException(
                        ExitCode.RECORDS_AWAY, "record " + name() + ": made, yet missing"));
    }

    /** The run's record, if it was made. */
    public Optional<RunRecord> find() {
        return store.read(name()).map(stored -> parse(stored.text()));
    }

    /** The run's record, which must be there. */
    public RunRecord read() {
        return parse(stored().text());
    }

    /**
     * Raises the epoch, unless another did.
     *
     * @param epoch as it was read
     * @return the record as it is now
     */
    public RunRecord raise(long epoch) {
        while (true) {
            Stored before = stored();
            RunRecord record = parse(before.text());
            if (record.epoch() != epoch) {
                return record;
            }
            RunRecord raised = record.raised();
            if (store.replace(name(), before, ContractJson.document(raised))) {
                return raised;
            }
        }
    }

    /**
     * Writes a grant, once for its id and never beyond the cap, whatever Redis knows.
     *
     * @param cap of the pool or the reserve
     */
    public GrantOutcome grant(Grant grant, long cap) {
        while (true) {
            Stored before = stored();
            RunRecord record = parse(before.text());
            if (record.grants().stream().anyMatch(known -> known.id().equals(grant.id()))) {
                return GrantOutcome.KNOWN;
            }
            if (grant.tokens() > cap - record.granted(grant.from())) {
                return GrantOutcome.EXHAUSTED;
            }
            if (store.replace(name(), before, ContractJson.document(record.with(grant)))) {
                return GrantOutcome.WRITTEN;
            }
        }
    }

    private Stored stored() {
        return store.read(name())
                .orElseThrow(() ->
                        new AgentException(
                                ExitCode.RECORDS_AWAY,
                                "record " + name() + ": missing; the meta-coordinator makes it"));
    }

    /** How writing a grant went. */
    public enum GrantOutcome {
        WRITTEN,
        /** Written before, with the same id. */
        KNOWN,
        /** Not written: the cap would be passed. */
        EXHAUSTED
    }

    /** Whether the run can no longer be open, whatever was recorded; asks nobody. */
    public boolean longOver() {
        return clock.instant().isAfter(run.startBy().plus(run.window()));
    }

    /** Whether nobody may begin the run any more. */
    public boolean tooLate() {
        return clock.instant().isAfter(run.startBy());
    }

    /** Whether a run that began is over. */
    public boolean over(RunRecord record) {
        return left(record, run.window()).isNegative();
    }

    /**
     * The open run, waited for until it is initialised; empty where it is over, will not begin, or
     * the agent is told to stop.
     */
    public Optional<RunRecord> await(CountDownLatch stop) throws InterruptedException {
        while (!longOver()) {
            Optional<RunRecord> record = find();
            if (record.isPresent()) {
                return record.filter(found -> !over(found));
            }
            if (tooLate() || stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** What is left of a window that began with the run. */
    public Duration left(RunRecord record, Duration window) {
        return Duration.between(clock.instant(), record.started().plus(window));
    }

    /** The end of a window that began with the run. */
    public static Instant end(RunRecord record, Duration window) {
        return record.started().plus(window);
    }

    private RunRecord parse(String text) {
        try {
            RunRecord record = ContractJson.read(text, RunRecord.class);
            if (record.version() == RunRecord.VERSION && record.run().equals(run.id())) {
                return record;
            }
            throw new ContractException(
                    "it is of version or run " + record.version() + ", " + record.run());
        } catch (ContractException e) {
            throw new AgentException(
                    ExitCode.RECORDS_AWAY,
                    "record " + name() + ": not a run's record: " + e.getMessage(),
                    e);
        }
    }

    private String name() {
        return Names.runRecord(run.id());
    }
}
