package dev.larry.agent.task;

import dev.larry.agent.record.TaskRecords;
import dev.larry.contract.TaskRecordDocument;

import java.util.List;
import java.util.Optional;

/**
 * The tasks that must be done before another begins, as their records have them.
 *
 * @param done whether all are
 * @param dead why one never will be
 */
record Predecessors(boolean done, Optional<String> dead) {
    static Predecessors look(List<String> tasks, TaskRecords records) {
        boolean done = true;
        for (String task : tasks) {
            TaskRecordDocument record = records.read(task);
            switch (record.state()) {
                case DONE -> {}
                case OPEN, LEASED -> done = false;
                case DEAD -> {
                    return new Predecessors(
                            false,
                            Optional.of(
                                    "comes after " + task + ", which is dead: " + record.reason()));
                }
            }
        }
        return new Predecessors(done, Optional.empty());
    }
}
