package dev.larry.agent.record;

import java.time.Instant;

/**
 * The record of a run, made by the meta-coordinator when it initialises it.
 *
 * @param epoch how often Redis may have lost writes, plus one
 * @param started T+0, from which windows count
 */
public record RunRecord(int version, String run, long epoch, Instant started) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;
}
