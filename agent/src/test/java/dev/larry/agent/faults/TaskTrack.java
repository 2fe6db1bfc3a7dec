package dev.larry.agent.faults;

import dev.larry.agent.faults.Entry.Kind;
import dev.larry.agent.faults.Entry.Op;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a history tells of one task: fences, commits, and how its record ended. */
final class TaskTrack {
    private final String task;
    private final List<Violation> violations;
    private final Map<String, @Nullable Entry> highestAtInvocation = new HashMap<>();
    private final Map<Long, Entry> fences = new HashMap<>();
    private final Map<String, Entry> invoked = new HashMap<>();
    private final List<Entry> commits = new ArrayList<>();
    private final List<Entry> doubtful = new ArrayList<>();
    private @Nullable Entry highest;
    private @Nullable Entry record;

    TaskTrack(String task, List<Violation> violations) {
        this.task = task;
        this.violations = violations;
    }

    void raise(Entry entry) {
        if (entry.kind() == Kind.INVOKE) {
            highestAtInvocation.put(entry.process(), highest);
        } else if (entry.kind() == Kind.OK) {
            Entry before = highestAtInvocation.get(entry.process());
            if (before != null && entry.number() <= before.number()) {
                violate("I2", "a fence did not rise", before, entry);
            }
            Entry same = fences.putIfAbsent(entry.number(), entry);
            if (same != null) {
                violate("I2", "two hold the same fence", same, entry);
            }
            if (highest == null || entry.number() > highest.number()) {
                highest = entry;
            }
        }
    }

    void end(Entry entry) {
        if (entry.op() != Op.COMMIT) {
            return;
        }
        String process = entry.process();
        switch (entry.kind()) {
            case INVOKE -> {
                invoked.put(process, entry);
                highestAtInvocation.put(process, highest);
            }
            case OK -> {
                invoked.remove(process);
                Entry higher = highestAtInvocation.get(process);
                if (higher != null && higher.number() > entry.number()) {
                    violate("I2", "committed under an old fence", higher, entry);
                }
                commits.add(entry);
                if (commits.size() > 1) {
                    violations.add(new Violation("I1", "task " + task + ": two commits", commits));
                }
            }
            case FAIL -> invoked.remove(process);
            case INFO -> {
                Entry asked = invoked.remove(process);
                if (asked != null) {
                    doubtful.add(asked);
                }
            }
        }
    }

    void record(Entry entry) {
        record = entry;
    }

    void finish() {
        Entry now = record;
        if (now == null || !now.note().equals("done") && !now.note().equals("dead")) {
            violations.add(
                    new Violation(
                            "I3",
                            "task " + task + " ended neither done nor dead",
                            now == null ? List.of() : List.of(now)));
            return;
        }
        for (Entry commit : commits) {
            if (!now.note().equals("done") || now.number() != commit.number()) {
                violate("I7", "an acknowledged commit is gone", commit, now);
            }
        }
        // A process that was killed in its commit never said how it went.
        boolean known =
                commits.stream().anyMatch(commit -> commit.number() == now.number())
                        || doubtful.stream().anyMatch(asked -> asked.number() == now.number())
                        || invoked.values().stream()
                                .anyMatch(asked -> asked.number() == now.number());
        if (now.note().equals("done") && !known) {
            violate("I2", "done under a fence that nobody committed under", now);
        }
    }

    private void violate(String invariant, String what, Entry... entries) {
        violations.add(new Violation(invariant, "task " + task + ": " + what, List.of(entries)));
    }
}
