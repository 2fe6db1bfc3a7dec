package dev.larry.agent.faults;

import dev.larry.agent.faults.Entry.Kind;
import dev.larry.agent.faults.Entry.Op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides the invariants I1 to I7 from a history, in one pass over its entries and one over what
 * they left. Where an operation may have taken effect any time between its invocation and its
 * answer, the time is taken that accuses least.
 */
final class Checker {
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, TaskTrack> tasks = new LinkedHashMap<>();
    private final TokenTrack tokens = new TokenTrack(violations);
    private final EventTrack events = new EventTrack(violations);
    private final Set<String> unended = new HashSet<>();
    private final List<Entry> opened = new ArrayList<>();

    private Checker() {}

    /** What did not hold in a history that is in the order of time. */
    static List<Violation> check(List<Entry> history) {
        Checker checker = new Checker();
        history.forEach(checker::see);
        checker.tasks.values().forEach(TaskTrack::finish);
        checker.tokens.finish();
        checker.events.finish();
        return List.copyOf(checker.violations);
    }

    private void see(Entry entry) {
        switch (entry.op()) {
            case TASK -> {
                task(entry.subject());
                unended.add(entry.subject());
            }
            case RAISE -> task(entry.subject()).raise(entry);
            case COMMIT, END -> {
                if (entry.op() == Op.COMMIT || entry.note().equals("dead")) {
                    unended.remove(entry.subject());
                }
                task(entry.subject()).end(entry);
            }
            case RECORD -> task(entry.subject()).record(entry);
            case CAP, RESERVE, SETTLE, GRANT, ACCOUNT -> tokens.see(entry);
            case ARRIVE -> arrive(entry);
            case WRITE, GAP, EPOCH, EVENT -> events.see(entry);
            case ACQUIRE, START, LOST, TELL, FAULT -> {}
        }
    }

    private void arrive(Entry entry) {
        if (entry.kind() != Kind.OK || !entry.note().equals("OPENED")) {
            return;
        }
        opened.add(entry);
        if (opened.size() > 1) {
            violations.add(new Violation("I5", "the barrier opened more than once", opened));
        }
        if (!unended.isEmpty()) {
            violations.add(
                    new Violation(
                            "I5",
                            "the barrier opened before " + unended + " had ended",
                            List.of(entry)));
        }
    }

    private TaskTrack task(String id) {
        return tasks.computeIfAbsent(id, unused -> new TaskTrack(id, violations));
    }
}
