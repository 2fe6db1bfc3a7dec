package dev.larry.agent.barrier;

import dev.larry.agent.redis.Redis;
import dev.larry.agent.redis.Script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where all phases of a run meet: members are fixed when it opens for arrivals, and it opens once.
 */
public final class Barrier {
    /** The generation of a run's first barrier. */
    public static final int FIRST = 1;

    private static final Script OPEN = Script.load(Barrier.class, "open", 1);
    private static final Script ARRIVE = Script.load(Barrier.class, "arrive", 3);

    private final Redis redis;
    private final String key;
    private final Duration keep;

    public Barrier(Redis redis, String key, Duration keep) {
        this.redis = redis;
        this.key = key;
        this.keep = keep;
    }

    /** Opens for arrivals of these members; a barrier that is open already keeps its own. */
    public void open(List<String> members) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(keep.toMillis()));
        arguments.addAll(members);
        redis.evalAcknowledged(OPEN, List.of(key), arguments);
    }

    /**
     * A member arrives.
     *
     * @param degraded whether tasks of it are dead
     * @param opId the same for a repeated call
     */
    public Arrival arrive(String member, boolean degraded, String opId, Announcement announcement) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                member,
                                degraded ? "degraded" : "complete",
                                Long.toString(keep.toMillis()),
                                announcement.channel(),
                                opId,
                                Long.toString(announcement.number())));
        arguments.addAll(announcement.fields());
        List<String> answer =
                redis.evalAcknowledged(
                        ARRIVE,
                        List.of(key, announcement.stream(), announcement.producer()),
                        arguments);
        return switch (answer.getFirst()) {
            case "ABSENT" -> new Arrival(Outcome.ABSENT, 0, 0);
            case "STRANGER" -> new Arrival(Outcome.STRANGER, 0, 0);
            default ->
                    new Arrival(
                            Outcome.valueOf(answer.get(0)),
                            Integer.parseInt(answer.get(1)),
                            Integer.parseInt(answer.get(2)));
        };
    }

    /** What Redis knows of it, empty where it is not open for arrivals. */
    public Map<String, String> state() {
        return redis.call(jedis -> jedis.hgetAll(key));
    }

    /**
     * The event that says that the barrier opened, written by the last to arrive.
     *
     * @param stream key of the event stream
     * @param producer key of the producer's hash
     * @param number of the event
     * @param fields and values
     */
    public record Announcement(
            String stream, String producer, String channel, long number, List<String> fields) {
        public Announcement {
            fields = List.copyOf(fields);
        }
    }

    /** How an arrival went. */
    public enum Outcome {
        /** Not open for arrivals, or lost. */
        ABSENT,
        /** Not a member. */
        STRANGER,
        /** Arrived already. */
        KNOWN,
        ARRIVED,
        /** The last to arrive. */
        OPENED
    }

    /** How an arrival went, and how many are there. */
    public record Arrival(Outcome outcome, int arrived, int members) {}
}
