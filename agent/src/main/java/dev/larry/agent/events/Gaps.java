package dev.larry.agent.events;

import dev.larry.agent.redis.Redis;

import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the run's events as they come and finds what is missing: each producer numbers its events
 * from 1 without a gap.
 */
public final class Gaps {
    private static final int BATCH = 1_000;

    private final Redis redis;
    private final String stream;
    private final Map<String, Long> last = new HashMap<>();
    private StreamEntryID read = new StreamEntryID(0, 0);

    /**
     * @param stream key of the event stream
     */
    public Gaps(Redis redis, String stream) {
        this.redis = redis;
        this.stream = stream;
    }

    /**
     * Events of a producer that are missing.
     *
     * @param first number
     * @param last number
     */
    public record Missing(String producer, long first, long last) {
        /** How many. */
        public long count() {
            return last - first + 1;
        }
    }

    /**
     * Begins anew: where writes may be lost, what was read once may be missing now, and is reported
     * as soon as its producer writes again.
     */
    public void again() {
        last.clear();
        read = new StreamEntryID(0, 0);
    }

    /** What was found to be missing since the last call. */
    public List<Missing> read() {
        List<Missing> missing = new ArrayList<>();
        startAgainWhereTheStreamDid();
        while (true) {
            StreamEntryID after = new StreamEntryID(read.getTime(), read.getSequence() + 1);
            List<StreamEntry> entries =
                    redis.call(
                            jedis -> jedis.xrange(stream, after, StreamEntryID.MAXIMUM_ID, BATCH));
            for (StreamEntry entry : entries) {
                read = entry.getID();
                see(entry.getFields(), missing);
            }
            if (entries.size() < BATCH) {
                return missing;
            }
        }
    }

    private void see(Map<String, String> event, List<Missing> missing) {
        String producer = event.get("producer");
        String seq = event.get("seq");
        if (producer == null || seq == null) {
            return;
        }
        long number = Long.parseLong(seq);
        long before = last.getOrDefault(producer, 0L);
        if (number > before + 1) {
            missing.add(new Missing(producer, before + 1, number - 1));
        }
        last.put(producer, Math.max(before, number));
    }

    /** A stream that was lost begins anew, by a clock that may be behind. */
    private void startAgainWhereTheStreamDid() {
        List<StreamEntry> newest =
                redis.call(jedis ->
                        jedis.xrevrange(
                                stream, StreamEntryID.MAXIMUM_ID, StreamEntryID.MINIMUM_ID, 1));
        if (!newest.isEmpty() && newest.getFirst().getID().compareTo(read) < 0) {
            read = new StreamEntryID(0, 0);
        }
    }
}
