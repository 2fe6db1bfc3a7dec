package dev.larry.agent.events;

import dev.larry.agent.redis.Announcement;
import dev.larry.agent.redis.Redis;
import dev.larry.agent.redis.Script;
import dev.larry.contract.AgentException;
import dev.larry.contract.RedisKeys;

import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The run's event stream: the truth of what happened, kept in Redis; a publication only wakes. */
public final class EventStream {
    private static final Script APPEND = Script.load(EventStream.class, "append", 2);
    private static final Script ONCE = Script.load(EventStream.class, "once", 3);

    private final Redis redis;
    private final RedisKeys keys;
    private final Producer producer;
    private final Duration keep;
    private final InstantSource clock;

    public EventStream(
            Redis redis, RedisKeys keys, Producer producer, Duration keep, InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.producer = producer;
        this.keep = keep;
        this.clock = clock;
    }

    /** Who writes here. */
    public Producer producer() {
        return producer;
    }

    /** Appends an event; made twice, it is there once. */
    public synchronized void append(Event event) {
        long number = producer.next();
        List<String> arguments =
                new ArrayList<>(List.of(Long.toString(number), millis(), event.channel()));
        arguments.addAll(event.fields(producer, number, clock.instant()));
        redis.eval(APPEND, List.of(keys.events(), keys.worker(producer.id())), arguments);
        producer.used(number);
    }

    /**
     * Appends an event that happens once in a run, whoever says it.
     *
     * @param key the hash that remembers it
     * @param field in that hash
     * @return whether this call was the one
     */
    public synchronized boolean appendOnce(String key, String field, Event event) {
        long number = producer.next();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                field,
                                producer.id() + "#" + number,
                                Long.toString(number),
                                millis(),
                                event.channel()));
        arguments.addAll(event.fields(producer, number, clock.instant()));
        List<String> keysOf = List.of(key, keys.events(), keys.worker(producer.id()));
        boolean appended = redis.eval(ONCE, keysOf, arguments).getFirst().equals("APPENDED");
        if (appended) {
            producer.used(number);
        }
        return appended;
    }

    /**
     * Has an event written by a script that changes something else with it.
     *
     * @param writer calls the script; what it answers may mean that the event was not written
     * @param written whether it was
     */
    public synchronized <T> T with(
            Event event, Function<Announcement, T> writer, Predicate<T> written) {
        long number = producer.next();
        T answer;
        try {
            answer =
                    writer.apply(
                            new Announcement(
                                    keys.events(),
                                    keys.worker(producer.id()),
                                    event.channel(),
                                    number,
                                    event.fields(producer, number, clock.instant())));
        } catch (AgentException e) {
            // Nobody knows whether it was written; if it was not, readers see the gap.
            producer.used(number);
            throw e;
        }
        if (written.test(answer)) {
            producer.used(number);
        }
        return answer;
    }

    /** The fields of every event so far, oldest first. */
    public List<Map<String, String>> all() {
        return redis.call(jedis ->
                jedis.xrange(keys.events(), (StreamEntryID) null, (StreamEntryID) null).stream()
                        .map(StreamEntry::getFields)
                        .toList());
    }

    private String millis() {
        return Long.toString(keep.toMillis());
    }
}
