package dev.larry.agent.redis;

import java.util.List;

/**
 * An event that a script writes together with what it changes.
 *
 * @param stream key of the event stream
 * @param producer key of the producer's hash
 * @param channel to wake
 * @param number the producer's number of the event
 * @param fields and values
 */
public record Announcement(
        String stream, String producer, String channel, long number, List<String> fields) {
    public Announcement {
        fields = List.copyOf(fields);
    }
}
