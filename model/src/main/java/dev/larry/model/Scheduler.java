package dev.larry.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Walks the task graph forwards for the earliest times and backwards for the slack. */
final class Scheduler {
    private final TaskGraph graph;
    private final List<Integer> order;

    Scheduler(TaskGraph graph) {
        this.graph = graph;
        this.order = graph.order();
    }

    Timeline timeline(Fleet fleet) {
        if (order.size() < graph.entries().size()) {
            return new Timeline.Cyclic(graph.cycles());
        }
        Duration[] finish = finish(Worker::expected);
        Duration[] stretched = finish(Worker::timeout);
        Map<String, List<Integer>> byLarry = new HashMap<>();
        for (int i = 0; i < finish.length; i++) {
            byLarry.computeIfAbsent(graph.entries().get(i).larry().name(), _ -> new ArrayList<>())
                    .add(i);
        }
        Map<String, Duration> ends = new HashMap<>();
        byLarry.forEach((larry, entries) -> ends.put(larry, end(entries, finish)));
        Duration[] latest = latest(ends);
        List<Timeline.Phase> phases = new ArrayList<>();
        for (Larry larry : fleet.larrys()) {
            List<Integer> entries = byLarry.getOrDefault(larry.name(), List.of());
            List<Timeline.Step> steps =
                    entries.stream().map(entry -> step(entry, finish, latest)).toList();
            phases.add(
                    new Timeline.Phase(
                            larry.name(),
                            larry.window(),
                            steps,
                            chain(entries, finish),
                            chain(entries, stretched)));
        }
        return new Timeline.Schedule(phases, fleet.run().window(), fleet.run().convergence());
    }

    private Timeline.Step step(int entry, Duration[] finish, Duration[] latest) {
        TaskGraph.Entry self = graph.entries().get(entry);
        return new Timeline.Step(
                self.place(),
                finish[entry].minus(self.worker().expected()),
                finish[entry],
                latest[entry].minus(finish[entry]));
    }

    private Duration[] finish(Function<Worker, Duration> length) {
        Duration[] finish = new Duration[graph.entries().size()];
        Arrays.fill(finish, Duration.ZERO);
        for (int entry : order) {
            Duration start = end(graph.before(entry), finish);
            finish[entry] = start.plus(length.apply(graph.entries().get(entry).worker()));
        }
        return finish;
    }

    private Duration[] latest(Map<String, Duration> ends) {
        Duration[] latest = new Duration[graph.entries().size()];
        Arrays.fill(latest, Duration.ZERO);
        for (int entry : order.reversed()) {
            Duration end =
                    ends.getOrDefault(graph.entries().get(entry).larry().name(), Duration.ZERO);
            for (int other : graph.behind(entry)) {
                Duration start =
                        latest[other].minus(graph.entries().get(other).worker().expected());
                end = start.compareTo(end) < 0 ? start : end;
            }
            latest[entry] = end;
        }
        return latest;
    }

    private static Duration end(List<Integer> entries, Duration[] finish) {
        Duration end = Duration.ZERO;
        for (int entry : entries) {
            end = finish[entry].compareTo(end) > 0 ? finish[entry] : end;
        }
        return end;
    }

    /** Back from the last to end, always to the one that it waited for longest. */
    private Timeline.Chain chain(List<Integer> entries, Duration[] finish) {
        List<Timeline.Place> places = new ArrayList<>();
        List<Integer> candidates = entries;
        Duration length = end(entries, finish);
        while (!candidates.isEmpty()) {
            Duration end = end(candidates, finish);
            int last =
                    candidates.stream()
                            .filter(entry -> finish[entry].equals(end))
                            .findFirst()
                            .orElseThrow();
            places.add(graph.entries().get(last).place());
            candidates = graph.before(last);
        }
        Collections.reverse(places);
        return new Timeline.Chain(places, length);
    }
}
