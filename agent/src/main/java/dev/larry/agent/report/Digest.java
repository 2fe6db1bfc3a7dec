package dev.larry.agent.report;

import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the events of a run come to: counted, the latest of each task, and those that matter. */
public final class Digest {
    private static final int LATEST = 10;
    private static final String HOLE = "events_missing";

    /** Events of a run other than progress that are kept; many more are no trail any more. */
    private static final int TRAIL = 20_000;

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Long> gaps = new TreeMap<>();
    private final Map<String, Said> byTask = new HashMap<>();
    private final Map<String, Happening> once = new HashMap<>();
    private final Deque<Happening> latest = new ArrayDeque<>();
    private final List<Happening> trail = new ArrayList<>();
    private final Heard heard = new Heard();
    private final List<Happening> requests = new ArrayList<>();
    private final Set<String> tasksTouched = new HashSet<>();
    private final Set<String> larrysTouched = new HashSet<>();
    private long events;
    private long missing;

    /** How far a task's command said that it is. */
    record Said(int percent, String message) {}

    /** Takes an event in, in the order of the stream; one that comes twice changes nothing. */
    public synchronized void add(Happening event) {
        long before = numbers.getOrDefault(event.producer(), 0L);
        if (event.number() > 0 && event.number() <= before) {
            return;
        }
        long gap = Math.max(0, event.number() - before - 1);
        missing += gap;
        gaps.merge(event.larry() == null ? "" : event.larry(), gap, Long::sum);
        numbers.put(event.producer(), event.number());
        events++;
        counts.computeIfAbsent(event.larry() == null ? "" : event.larry(), none -> new TreeMap<>())
                .merge(event.type(), 1L, Long::sum);
        if (gap > 0) {
            show(hole(event, gap));
        }
        show(event);
        touch(event);
        if (event.type().equals(EventKind.PROGRESS_UPDATE.wire())) {
            progress(event);
        } else {
            once.putIfAbsent(event.type() + " " + event.larry(), event);
            if (event.type().equals(EventKind.TOKENS_REQUESTED.wire())) {
                requests.add(event);
            }
            if (trail.size() < TRAIL) {
                trail.add(event);
            }
        }
    }

    private void show(Happening event) {
        latest.addLast(event);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    /** What stands among the latest where events are missing. */
    private static Happening hole(Happening before, long gap) {
        return new Happening(
                before.id() + ".gap",
                HOLE,
                before.at(),
                before.producer(),
                0,
                before.larry(),
                null,
                Map.of("missing", gap));
    }

    /** Progress changes no record, but for the last. */
    private void touch(Happening event) {
        boolean progress = event.type().equals(EventKind.PROGRESS_UPDATE.wire());
        if (event.task() != null) {
            if (!progress || event.data().containsKey("state")) {
                tasksTouched.add(event.task());
            }
        } else if (event.larry() != null && !progress) {
            larrysTouched.add(event.larry());
        }
    }

    private void progress(Happening event) {
        heard.add(event);
        if (event.task() != null && event.data().get("percent") instanceof Number percent) {
            byTask.put(
                    event.task(),
                    new Said(
                            percent.intValue(),
                            String.valueOf(event.data().getOrDefault("message", ""))));
        }
    }

    /** How often a kind of event happened. */
    public synchronized long count(EventKind kind) {
        return counts.values().stream()
                .mapToLong(byType -> byType.getOrDefault(kind.wire(), 0L))
                .sum();
    }

    /** How often each kind happened, by Larry and name on the wire; of the run: no Larry. */
    public synchronized Map<String, Map<String, Long>> byLarry() {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((larry, byType) -> copy.put(larry, new TreeMap<>(byType)));
        return copy;
    }

    /** How many events there are. */
    public synchronized long events() {
        return events;
    }

    /** How many are known to be missing. */
    public synchronized long missing() {
        return missing;
    }

    /** How many are known to be missing, by the Larry of the event that showed it. */
    public synchronized Map<String, Long> missingByLarry() {
        return new TreeMap<>(gaps);
    }

    /** The latest, oldest first. */
    public synchronized List<Happening> latest() {
        return List.copyOf(latest);
    }

    /** All but progress, oldest first. */
    public synchronized List<Happening> trail() {
        return List.copyOf(trail);
    }

    /** Requests for tokens of one Larry's holders that were not handed over before. */
    public synchronized List<Happening> requests(String larry) {
        List<Happening> fresh =
                requests.stream().filter(event -> larry.equals(event.larry())).toList();
        requests.clear();
        return fresh;
    }

    /** Tasks whose records may have changed since this was asked last. */
    public synchronized Set<String> tasksTouched() {
        return drained(tasksTouched);
    }

    /** Larrys of whose tasks that is true. */
    public synchronized Set<String> larrysTouched() {
        return drained(larrysTouched);
    }

    private static Set<String> drained(Set<String> names) {
        Set<String> copy = Set.copyOf(names);
        names.clear();
        return copy;
    }

    /** What tasks found and counted. */
    public Heard heard() {
        return heard;
    }

    /**
     * The first event of a kind.
     *
     * @param larry whose; none: of the run
     */
    public synchronized Optional<Happening> first(EventKind kind, @Nullable String larry) {
        return Optional.ofNullable(once.get(kind.wire() + " " + larry));
    }

    synchronized Optional<Said> said(String task) {
        return Optional.ofNullable(byTask.get(task));
    }
}
