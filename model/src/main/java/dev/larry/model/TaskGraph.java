package dev.larry.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Which worker waits for which, over all Larrys. A worker that waits for a task waits for every
 * worker that lists it: which of them will do it is not known before the run.
 */
final class TaskGraph {
    private final List<Entry> entries;
    private final List<List<Integer>> before;
    private final List<List<Integer>> behind;

    /** A worker and the Larry it belongs to. */
    record Entry(Larry larry, Worker worker) {
        Timeline.Place place() {
            return new Timeline.Place(larry.name(), worker.name(), worker.task().id());
        }
    }

    private TaskGraph(List<Entry> entries, List<List<Integer>> before, List<List<Integer>> behind) {
        this.entries = entries;
        this.before = before;
        this.behind = behind;
    }

    static TaskGraph of(Fleet fleet) {
        List<Entry> entries = new ArrayList<>();
        Map<String, List<Integer>> byTask = new HashMap<>();
        for (Larry larry : fleet.larrys()) {
            for (Worker worker : larry.workers()) {
                byTask.computeIfAbsent(worker.task().id(), _ -> new ArrayList<>())
                        .add(entries.size());
                entries.add(new Entry(larry, worker));
            }
        }
        List<List<Integer>> before = new ArrayList<>();
        List<List<Integer>> behind = new ArrayList<>();
        entries.forEach(_ -> behind.add(new ArrayList<>()));
        for (int i = 0; i < entries.size(); i++) {
            Set<Integer> waitsFor = new LinkedHashSet<>();
            for (String task : entries.get(i).worker().after()) {
                waitsFor.addAll(byTask.getOrDefault(task, List.of()));
            }
            before.add(List.copyOf(waitsFor));
            for (int other : waitsFor) {
                behind.get(other).add(i);
            }
        }
        return new TaskGraph(List.copyOf(entries), before, behind);
    }

    List<Entry> entries() {
        return entries;
    }

    /** Those that this one waits for. */
    List<Integer> before(int entry) {
        return before.get(entry);
    }

    /** Those that wait for this one. */
    List<Integer> behind(int entry) {
        return behind.get(entry);
    }

    /** Every entry after all it waits for; shorter than the entries where some are in a cycle. */
    List<Integer> order() {
        return order(new BitSet());
    }

    /** Cycles of which no two share a place; none where {@link #order()} is whole. */
    List<Timeline.Cycle> cycles() {
        List<Timeline.Cycle> cycles = new ArrayList<>();
        BitSet found = new BitSet();
        BitSet open = stuck(found);
        while (!open.isEmpty()) {
            List<Integer> cycle = cycle(open);
            cycle.forEach(found::set);
            cycles.add(
                    new Timeline.Cycle(
                            cycle.stream().map(entry -> entries.get(entry).place()).toList()));
            open = stuck(found);
        }
        return cycles;
    }

    /** What cannot start even if all of {@code done} were done: cycles and what waits for them. */
    private BitSet stuck(BitSet done) {
        BitSet stuck = new BitSet(entries.size());
        stuck.set(0, entries.size());
        stuck.andNot(done);
        order(done).forEach(stuck::clear);
        return stuck;
    }

    private List<Integer> order(BitSet done) {
        int[] open = new int[entries.size()];
        Queue<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < open.length; i++) {
            open[i] = (int) before(i).stream().filter(other -> !done.get(other)).count();
            if (open[i] == 0 && !done.get(i)) {
                ready.add(i);
            }
        }
        List<Integer> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            order.add(next);
            for (int other : behind(next)) {
                open[other]--;
                if (open[other] == 0 && !done.get(other)) {
                    ready.add(other);
                }
            }
        }
        return order;
    }

    /** Whoever is stuck waits for somebody who is stuck: going back must come round. */
    private List<Integer> cycle(BitSet stuck) {
        List<Integer> way = new ArrayList<>();
        Map<Integer, Integer> seen = new HashMap<>();
        int at = stuck.nextSetBit(0);
        while (!seen.containsKey(at)) {
            seen.put(at, way.size());
            way.add(at);
            at = before(at).stream().filter(stuck::get).findFirst().orElseThrow();
        }
        List<Integer> cycle = new ArrayList<>(way.subList(seen.getOrDefault(at, 0), way.size()));
        Collections.reverse(cycle);
        Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
        return cycle;
    }
}
