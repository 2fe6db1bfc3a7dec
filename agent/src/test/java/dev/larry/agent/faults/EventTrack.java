package dev.larry.agent.faults;

import dev.larry.agent.faults.Entry.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a history tells of the events: each that was written is in the stream once, or a reader
 * reported the gap, or the epoch rose after it and so announced that writes may be lost.
 */
final class EventTrack {
    private final List<Violation> violations;
    private final List<Entry> written = new ArrayList<>();
    private final Map<String, Entry> found = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private long announced = Long.MIN_VALUE;

    EventTrack(List<Violation> violations) {
        this.violations = violations;
    }

    void see(Entry entry) {
        String number = entry.subject() + "#" + entry.number();
        switch (entry.op()) {
            case WRITE -> {
                if (entry.kind() == Kind.OK) {
                    written.add(entry);
                }
            }
            case GAP -> reported.add(number);
            case EPOCH -> announced = entry.at();
            case EVENT -> {
                Entry twin = found.put(number, entry);
                if (twin != null) {
                    violations.add(
                            new Violation("I6", number + " is in the stream twice", List.of(twin)));
                }
            }
            default -> throw new IllegalArgumentException(entry.toString());
        }
    }

    void finish() {
        for (Entry entry : written) {
            String number = entry.subject() + "#" + entry.number();
            if (entry.at() > announced
                    && !found.containsKey(number)
                    && !reported.contains(number)) {
                violations.add(
                        new Violation(
                                "I6",
                                number + " was written, is missing, and nobody said so",
                                List.of(entry)));
            }
        }
        // Numbers that are missing between those that are there, whoever used them.
        Map<String, Long> highest = new HashMap<>();
        for (Entry event : found.values()) {
            highest.merge(event.subject(), event.number(), Math::max);
        }
        highest.forEach((producer, last) -> {
            for (long number = 1; number <= last; number++) {
                String name = producer + "#" + number;
                if (!found.containsKey(name) && !reported.contains(name)) {
                    violations.add(
                            new Violation(
                                    "I6", name + " is missing and nobody said so", List.of()));
                }
            }
        });
    }
}
