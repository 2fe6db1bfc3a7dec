package dev.larry.agent.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured of each fault, as a table in Markdown. */
final class FaultTable {
    private final Map<Integer, Row> rows = new TreeMap<>();

    private static final class Row {
        private int repeats;
        private long tasks;
        private long starts;
        private long commits;
        private long lost;
        private long overspent;
        private final List<Long> recovery = new ArrayList<>();
    }

    synchronized void add(String fault, Judgement judgement, long recoveryMillis) {
        Row row = rows.computeIfAbsent(Integer.parseInt(fault.substring(1)), unused -> new Row());
        row.repeats++;
        row.tasks += judgement.tasks();
        row.starts += judgement.duplicateStarts();
        row.commits += judgement.violated("I1") + judgement.violated("I2");
        row.lost += judgement.violated("I3") + judgement.violated("I7");
        row.overspent += judgement.violated("I4");
        if (recoveryMillis >= 0) {
            row.recovery.add(recoveryMillis);
        }
    }

    synchronized void write(Path file) throws IOException {
        StringBuilder text =
                new StringBuilder(
                        "| fault | repeats | tasks | duplicate starts | duplicate or stale commits"
                                + " | lost | overspent | back after, median (worst) |\n"
                                + "|---|---|---|---|---|---|---|---|\n");
        rows.forEach((fault, row) -> {
            Collections.sort(row.recovery);
            text.append(
                    "| F%d | %d | %d | %d | %d | %d | %d | %s |%n"
                            .formatted(
                                    fault,
                                    row.repeats,
                                    row.tasks,
                                    row.starts,
                                    row.commits,
                                    row.lost,
                                    row.overspent,
                                    back(row.recovery)));
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text.toString());
    }

    private static String back(List<Long> millis) {
        return millis.isEmpty()
                ? "-"
                : millis.get(millis.size() / 2) + " ms (" + millis.getLast() + " ms)";
    }
}
