package dev.larry.agent.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.record.DirectoryStore;
import dev.larry.agent.record.TaskRecords;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Names;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** A look reads few records of a large fleet, and yet finds every change. */
class KnownRecordsTest {
    private static final String RUN = "run-1";
    private static final int TASKS = 10 * KnownRecords.IN_TURN;
    private static final List<String> NAMES =
            IntStream.range(0, TASKS).mapToObj(i -> "task-" + i).toList();

    @TempDir Path directory;
    private TaskRecords records;
    private KnownRecords known;

    @BeforeEach
    void make() throws IOException {
        records = new TaskRecords(new DirectoryStore(directory), RUN, Clock.systemUTC());
        // As the store writes them, without waiting for the disk each time.
        for (String task : NAMES) {
            Files.writeString(
                    directory.resolve(Names.taskRecord(RUN, task) + ".json"),
                    ContractJson.document(TaskRecordDocument.open(RUN, task)));
        }
        known = new KnownRecords(records, NAMES);
    }

    @Test
    void one_look_reads_some_and_as_many_looks_as_it_takes_read_all() {
        assertThat(known.look(List.of(), Map.of())).hasSize(KnownRecords.IN_TURN);
        for (int look = 1; look < 10; look++) {
            known.look(List.of(), Map.of());
        }
        assertThat(known.look(List.of(), Map.of())).hasSize(TASKS);
    }

    @Test
    void a_task_that_an_event_is_about_is_read_at_once() {
        records.raise("task-300", "worker-1", 2);
        Map<String, TaskRecordDocument> now = known.look(List.of("task-300", "no-task"), null);
        assertThat(state(now, "task-300")).isEqualTo(State.LEASED);
        assertThat(now).hasSize(KnownRecords.IN_TURN + 1);
    }

    @Test
    void a_lease_that_the_record_does_not_know_has_it_read_until_it_does() {
        known.look(List.of(), Map.of("task-300", 5_000L));
        records.raise("task-300", "worker-1", 2);
        assertThat(state(known.look(List.of(), Map.of("task-300", 4_000L)), "task-300"))
                .isEqualTo(State.LEASED);
    }

    @Test
    void a_lease_that_ended_has_its_record_read() {
        records.raise("task-300", "worker-1", 2);
        known.look(List.of("task-300"), Map.of("task-300", 5_000L));
        records.giveBack("task-300", 1, "killed");
        assertThat(state(known.look(List.of(), Map.of()), "task-300")).isEqualTo(State.OPEN);
    }

    @Test
    void a_change_that_nobody_told_is_found_in_turn() {
        for (int look = 0; look < 10; look++) {
            known.look(List.of(), null);
        }
        records.condemn("task-300", "its phase is over");
        for (int look = 0; look < 10; look++) {
            known.look(List.of(), null);
        }
        assertThat(state(known.look(List.of(), null), "task-300")).isEqualTo(State.DEAD);
    }

    @Test
    void more_suspects_than_a_look_may_read_wait_for_the_next() {
        assertThat(known.look(NAMES, null)).hasSize(KnownRecords.AT_MOST);
        assertThat(known.look(List.of(), null)).hasSize(TASKS);
    }

    private static State state(Map<String, TaskRecordDocument> records, String task) {
        return Objects.requireNonNull(records.get(task)).state();
    }
}
