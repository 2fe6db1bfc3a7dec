package dev.larry.agent.report;

import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunReport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each task was expected to begin, counted from T+0: as soon as what it waits for was expected
 * to end. A task id that several Larrys list counts as ended when the first of them was expected to
 * end it.
 */
final class PlannedTimes {
    private final Map<String, List<TaskReport>> tasks = new HashMap<>();
    private final Map<String, Duration> ends = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    PlannedTimes(RunReport report) {
        for (PhaseReport phase : report.phases()) {
            for (TaskReport task : phase.tasks()) {
                tasks.computeIfAbsent(task.task(), _ -> new ArrayList<>()).add(task);
            }
        }
    }

    Duration start(TaskReport task) {
        Duration start = Duration.ZERO;
        for (String before : task.after()) {
            Duration end = end(before);
            start = end.compareTo(start) > 0 ? end : start;
        }
        return start;
    }

    private Duration end(String task) {
        Duration known = ends.get(task);
        // The reader refuses tasks that wait for each other; report data from elsewhere may hold
        // some.
        if (known != null || !open.add(task)) {
            return known == null ? Duration.ZERO : known;
        }
        Duration end =
                tasks.getOrDefault(task, List.of()).stream()
                        .map(one -> start(one).plus(one.expected()))
                        .min(Duration::compareTo)
                        .orElse(Duration.ZERO);
        open.remove(task);
        ends.put(task, end);
        return end;
    }
}
