package dev.larry.agent.metrics;

import dev.larry.contract.Metric;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import java.time.Duration;
import java.util.List;

/** Measures a Larry's phase by the records of its tasks. */
public final class PhaseSamples {
    private PhaseSamples() {}

    /** Adds what the records tell. */
    public static void add(Samples samples, String larry, List<TaskRecordDocument> records) {
        long done = count(records, State.DONE);
        samples.add(Metric.TASKS_TOTAL, records.size(), larry)
                .add(Metric.TASKS_COMPLETED, done, larry, "done")
                .add(Metric.TASKS_COMPLETED, count(records, State.DEAD), larry, "dead")
                .add(
                        Metric.LEASES_ACQUIRED,
                        records.stream().mapToLong(TaskRecordDocument::fence).sum(),
                        larry)
                .add(Metric.WORKERS_ACTIVE, count(records, State.LEASED), larry)
                .add(
                        Metric.PHASE_PROGRESS,
                        records.isEmpty() ? 1 : (double) done / records.size(),
                        larry);
        for (TaskRecordDocument record : records) {
            samples.add(Metric.FENCE, record.fence(), larry, record.task())
                    .add(Metric.TASK_ATTEMPTS, record.attempts(), larry, record.task());
            if (record.state() == State.DONE
                    && record.begun() != null
                    && record.changed() != null) {
                Duration took = Duration.between(record.begun(), record.changed());
                samples.add(Metric.TASK_SECONDS, took.toMillis() / 1e3, larry, record.task());
            }
        }
    }

    private static long count(List<TaskRecordDocument> records, State state) {
        return records.stream().filter(record -> record.state() == state).count();
    }
}
