package dev.larry.agent.report;

import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the events of a run come to: counted, the latest of each task, and those that matter. */
public final class Digest {
    private static final int LATEST = 10;

    /** Events of a run other than progress that are kept; many more are no trail any more. */
    private static final int TRAIL = 20_000;

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Said> byTask = new HashMap<>();
    private final Map<String, Happening> once = new HashMap<>();
    private final Deque<Happening> latest = new ArrayDeque<>();
    private final List<Happening> trail = new ArrayList<>();
    private final Heard heard = new Heard();
    private final List<Happening> requests = new ArrayList<>();
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
        missing += Math.max(0, event.number() - before - 1);
        numbers.put(event.producer(), event.number());
        events++;
        counts.computeIfAbsent(event.larry() == null ? "" : event.larry(), none -> new TreeMap<>())
                .merge(event.type(), 1L, Long::sum);
        latest.addLast(event);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
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
