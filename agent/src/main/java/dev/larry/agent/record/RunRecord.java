package dev.larry.agent.record;

import dev.larry.contract.TokenPath;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The record of a run, made by the meta-coordinator when it initialises it.
 *
 * @param epoch how often Redis may have lost writes, plus one
 * @param started T+0, from which windows count
 * @param grants of pools and the reserve, written here before Redis knows of them
 */
public record RunRecord(int version, String run, long epoch, Instant started, List<Grant> grants) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;

    public RunRecord {
        grants = List.copyOf(grants);
    }

    /**
     * Tokens that a pool or the reserve gave.
     *
     * @param id once in the run
     * @param from the node that gave, as {@link TokenPath} names it
     * @param to whose cap it raised
     */
    public record Grant(
            String id, String from, TokenPath to, long tokens, @Nullable String reason) {}

    /** Tokens that a node gave so far. */
    public long granted(String from) {
        return grants.stream()
                .filter(grant -> grant.from().equals(from))
                .mapToLong(Grant::tokens)
                .sum();
    }

    /** The same, with one more grant. */
    RunRecord with(Grant grant) {
        List<Grant> more = new ArrayList<>(grants);
        more.add(grant);
        return new RunRecord(version, run, epoch, started, more);
    }

    /** The same in the next epoch. */
    RunRecord raised() {
        return new RunRecord(version, run, Math.addExact(epoch, 1), started, grants);
    }
}
