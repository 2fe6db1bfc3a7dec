package dev.larry.agent.observer;

import dev.larry.agent.record.TaskRecords;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The task records as they were read last. A look reads those that an event or a lease says have
 * changed, and some of the others in turn, so that its cost does not grow with the fleet and a
 * change that nobody told is found all the same.
 */
final class KnownRecords {
    /** Read at each look, whatever is known of them: all of a small fleet. */
    static final int IN_TURN = 32;

    /** Read at one look at most; what is beyond them waits for the next. */
    static final int AT_MOST = 256;

    private final TaskRecords records;
    private final List<String> tasks;
    private final Map<String, TaskRecordDocument> known = new HashMap<>();
    private final Set<String> suspects = new LinkedHashSet<>();
    private final Set<String> all;
    private int next;

    KnownRecords(TaskRecords records, List<String> tasks) {
        this.records = records;
        this.tasks = List.copyOf(tasks);
        this.all = Set.copyOf(tasks);
    }

    /** Tasks that are not known to have ended: whoever asks for leases asks for theirs. */
    List<String> open() {
        return tasks.stream()
                .filter(task -> {
                    TaskRecordDocument record = known.get(task);
                    return record == null
                            || record.state() == State.OPEN
                            || record.state() == State.LEASED;
                })
                .toList();
    }

    /**
     * The records now, as far as a look goes.
     *
     * @param touched tasks that an event was about
     * @param leases milliseconds left, by task; none: Redis could not be asked
     */
    Map<String, TaskRecordDocument> look(
            Collection<String> touched, @Nullable Map<String, Long> leases) {
        suspects.addAll(touched);
        suspects.retainAll(all);
        if (leases != null) {
            for (String task : tasks) {
                TaskRecordDocument record = known.get(task);
                boolean leased = record != null && record.state() == State.LEASED;
                if (leased != leases.containsKey(task)) {
                    suspects.add(task);
                }
            }
        }
        Set<String> now = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(IN_TURN, tasks.size()); i++) {
            now.add(tasks.get(next));
            next = (next + 1) % tasks.size();
        }
        Iterator<String> suspect = suspects.iterator();
        while (suspect.hasNext() && now.size() < AT_MOST) {
            now.add(suspect.next());
            suspect.remove();
        }
        for (String task : now) {
            records.find(task).ifPresent(record -> known.put(task, record));
        }
        return known;
    }
}
