package dev.larry.agent.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured of each fault, as a table in Markdown, and below it what failed. */
final class FaultTable {
    private final Map<String, Row> rows =
            new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(name -> name));
    private final List<String> failures = new ArrayList<>();

    private static final class Row {
        private int repeats;
        private int unended;
        private long tasks;
        private long starts;
        private long commits;
        private long lost;
        private long overspent;
        private final List<Long> recovery = new ArrayList<>();
    }

    /** A repeat that was judged. */
    void add(String fault, Found found) {
        Row row = row(fault);
        Judgement judgement = found.judgement();
        row.repeats++;
        row.unended += judgement.ended() ? 0 : 1;
        row.tasks += judgement.tasks();
        row.starts += judgement.duplicateStarts();
        row.commits += judgement.violated("I1") + judgement.violated("I2");
        row.lost += judgement.violated("I3") + judgement.violated("I7");
        row.overspent += judgement.violated("I4");
        if (found.recoveryMillis() >= 0) {
            row.recovery.add(found.recoveryMillis());
        }
    }

    /** A repeat that came to nothing that could be judged. */
    void addUnended(String fault) {
        Row row = row(fault);
        row.repeats++;
        row.unended++;
    }

    /** What failed in a repeat. */
    void failure(String repeat, String what) {
        failures.add("- " + repeat + ": " + what.replace("\n", "\n  "));
    }

    private Row row(String fault) {
        return rows.computeIfAbsent(fault, unused -> new Row());
    }

    void write(Path file) throws IOException {
        StringBuilder text =
                new StringBuilder(
                        "| fault | repeats | not ended | tasks | duplicate starts | duplicate or"
                                + " stale commits | lost | overspent | back after, median (worst)"
                                + " |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        rows.forEach((fault, row) ->
                text.append(
                        "| %s | %d | %d | %d | %d | %d | %d | %d | %s |%n"
                                .formatted(
                                        fault,
                                        row.repeats,
                                        row.unended,
                                        row.tasks,
                                        row.starts,
                                        row.commits,
                                        row.lost,
                                        row.overspent,
                                        back(row.recovery.stream().sorted().toList()))));
        if (!failures.isEmpty()) {
            text.append("\nFailed:\n\n").append(String.join("\n", failures)).append("\n");
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text.toString());
    }

    private static String back(List<Long> millis) {
        return millis.isEmpty()
                ? "-"
                : (millis.get((millis.size() - 1) / 2) + millis.get(millis.size() / 2)) / 2
                        + " ms ("
                        + millis.getLast()
                        + " ms)";
    }
}
