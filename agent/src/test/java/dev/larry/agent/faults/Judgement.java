package dev.larry.agent.faults;

import dev.larry.agent.faults.Entry.Kind;
import dev.larry.agent.faults.Entry.Op;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a broken run came to.
 *
 * @param ended whether lead and hands came to their end
 * @param troubles what went wrong besides: who died, and what did not end
 */
record Judgement(
        boolean ended, List<Entry> history, List<Violation> violations, List<String> troubles) {
    Judgement {
        history = List.copyOf(history);
        violations = List.copyOf(violations);
        troubles = List.copyOf(troubles);
    }

    /** Starts of tasks beyond the first of each. */
    long duplicateStarts() {
        return starts()
                - history.stream().filter(Judgement::start).map(Entry::subject).distinct().count();
    }

    private long starts() {
        return history.stream().filter(Judgement::start).count();
    }

    private static boolean start(Entry entry) {
        return entry.op() == Op.START;
    }

    /** Violations of an invariant. */
    long violated(String invariant) {
        return violations.stream()
                .filter(violation -> violation.invariant().equals(invariant))
                .count();
    }

    /** How often the epoch rose. */
    long epochs() {
        return history.stream().filter(entry -> entry.op() == Op.EPOCH).count();
    }

    /** How often a lease was found lost by who held it. */
    long leasesLost() {
        return history.stream()
                .filter(entry -> entry.op() == Op.END || entry.op() == Op.LOST)
                .count();
    }

    /** Commits that a process tried and that the record refused. */
    long commitsRefused(String process) {
        return history.stream()
                .filter(entry -> entry.op() == Op.COMMIT && entry.kind() == Kind.FAIL)
                .filter(entry -> entry.process().startsWith(process))
                .count();
    }

    /** Tasks that a process committed under the fence that it began them under before a mark. */
    long keptThrough(String process, String mark) {
        long since = at(mark);
        Set<String> begun = new HashSet<>();
        long kept = 0;
        for (Entry entry : history) {
            String attempt = entry.subject() + "#" + entry.number();
            if (entry.process().startsWith(process) && entry.kind() == Kind.OK) {
                if (start(entry) && entry.at() < since) {
                    begun.add(attempt);
                } else if (entry.op() == Op.COMMIT
                        && entry.at() > since
                        && begun.contains(attempt)) {
                    kept++;
                }
            }
        }
        return kept;
    }

    /** Reservations that a process was granted and never began to settle. */
    long leftReserved(String process) {
        Set<String> open = new HashSet<>();
        for (Entry entry : history) {
            if (entry.process().startsWith(process)) {
                if (entry.op() == Op.RESERVE && entry.kind() == Kind.OK) {
                    open.add(entry.subject());
                } else if (entry.op() == Op.SETTLE) {
                    open.remove(entry.subject());
                }
            }
        }
        return open.size();
    }

    /** Leases that were asked for after one mark and granted before another. */
    long leasesAskedBetween(String from, String to) {
        long since = at(from);
        long until = at(to);
        Map<String, Entry> asked = new HashMap<>();
        long granted = 0;
        for (Entry entry : history) {
            if (entry.op() == Op.ACQUIRE && entry.at() > since && entry.at() < until) {
                if (entry.kind() == Kind.INVOKE) {
                    asked.put(entry.process(), entry);
                } else if (entry.kind() == Kind.OK && asked.containsKey(entry.process())) {
                    granted++;
                }
            }
        }
        return granted;
    }

    /** Tasks of the run. */
    long tasks() {
        return history.stream().filter(entry -> entry.op() == Op.TASK).count();
    }

    /**
     * Milliseconds from a fault to the first lease that was asked for after it and granted; -1
     * where there was none.
     */
    long toNextLease(String fault) {
        long since = at(fault);
        Map<String, Entry> asked = new HashMap<>();
        for (Entry entry : history) {
            if (entry.op() == Op.ACQUIRE && entry.at() > since) {
                if (entry.kind() == Kind.INVOKE) {
                    asked.put(entry.process(), entry);
                } else if (entry.kind() == Kind.OK && asked.containsKey(entry.process())) {
                    return (entry.at() - since) / 1_000_000;
                }
            }
        }
        return -1;
    }

    /**
     * Milliseconds from a fault until the last task that a process had begun and not ended was
     * begun again; -1 where it had none.
     *
     * @param process prefix of the names of its hands
     */
    long toTakeOver(String fault, String process) {
        long since = at(fault);
        Map<String, Entry> held = new HashMap<>();
        long last = -1;
        for (Entry entry : history) {
            if (entry.at() <= since) {
                if (start(entry) && entry.process().startsWith(process)) {
                    held.put(entry.subject(), entry);
                } else if (entry.op() == Op.COMMIT && entry.kind() != Kind.INVOKE
                        || entry.op() == Op.END) {
                    held.remove(entry.subject());
                }
            } else if (start(entry) && held.remove(entry.subject()) != null) {
                last = Math.max(last, (entry.at() - since) / 1_000_000);
            }
        }
        return last;
    }

    private long at(String fault) {
        return history.stream()
                .filter(entry -> entry.op() == Op.FAULT && entry.subject().equals(fault))
                .mapToLong(Entry::at)
                .findFirst()
                .orElseThrow();
    }
}
