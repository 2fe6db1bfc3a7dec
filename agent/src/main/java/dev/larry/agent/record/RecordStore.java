package dev.larry.agent.record;

import java.util.Optional;

/**
 * Where records are kept, outside Redis: named texts that change by compare-and-set only. Failures
 * to reach it end the agent; a lost race is an answer.
 */
public interface RecordStore {
    /** The record of this name, if it was made. */
    Optional<Stored> read(String name);

    /** Makes a record; false where there is one already. */
    boolean create(String name, String text);

    /** Changes a record that is still as it was read; false where it is not. */
    boolean replace(String name, Stored before, String text);

    /**
     * A record as it was read.
     *
     * @param version what the store tells a change by
     */
    record Stored(String text, String version) {}
}
