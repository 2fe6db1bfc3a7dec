package dev.larry.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class TaskRecordsTest {
    private static final Outcome OUTCOME = new Outcome(null, "hash", "/volume/result.json");

    @TempDir Path directory;
    private TaskRecords records;

    @BeforeEach
    void make() {
        records = new TaskRecords(new DirectoryStore(directory), "r", Clock.systemUTC());
        records.create("t");
    }

    @Test
    void each_lease_raises_the_fence_and_only_the_latest_commits() {
        assertThat(records.raise("t", "a", 9).record().fence()).isEqualTo(1);
        assertThat(records.raise("t", "b", 9).record().fence()).isEqualTo(2);

        assertThat(records.commit("t", 1, OUTCOME)).isInstanceOf(Transition.Refused.class);
        assertThat(records.commit("t", 2, OUTCOME)).isInstanceOf(Transition.Changed.class);
        assertThat(records.read("t").state()).isEqualTo(State.DONE);
    }

    @Test
    void the_fence_that_a_lease_is_asked_for_under_is_the_one_that_the_record_gives_next() {
        TaskRecordDocument open = records.read("t");
        assertThat(TaskRecords.nextFence(open, "a")).isEqualTo(1);
        TaskRecordDocument held = records.raise("t", "a", 9).record();
        assertThat(held.fence()).isEqualTo(1);

        assertThat(TaskRecords.nextFence(held, "a")).isEqualTo(1);
        assertThat(records.raise("t", "a", 9).record().fence()).isEqualTo(1);
        assertThat(TaskRecords.nextFence(held, "b")).isEqualTo(2);
        assertThat(records.raise("t", "b", 9).record().fence()).isEqualTo(2);
    }

    @Test
    void a_call_whose_answer_was_lost_is_answered_alike() {
        records.raise("t", "a", 9);
        assertThat(records.raise("t", "a", 9)).isInstanceOf(Transition.Known.class);
        assertThat(records.read("t").attempts()).isEqualTo(1);

        records.commit("t", 1, OUTCOME);
        assertThat(records.commit("t", 1, OUTCOME)).isInstanceOf(Transition.Known.class);
    }

    @Test
    void done_and_dead_are_for_ever() {
        records.raise("t", "a", 9);
        records.commit("t", 1, OUTCOME);

        assertThat(records.raise("t", "b", 9)).isInstanceOf(Transition.Refused.class);
        assertThat(records.bury("t", 1, "no")).isInstanceOf(Transition.Refused.class);
        assertThat(records.condemn("t", "no")).isInstanceOf(Transition.Refused.class);
        assertThat(records.commit("t", 1, new Outcome(null, "other", null)))
                .isInstanceOf(Transition.Refused.class);
        assertThat(records.read("t").resultHash()).isEqualTo("hash");
    }

    @Test
    void a_task_that_was_begun_as_often_as_it_may_and_never_ended_is_dead() {
        records.raise("t", "a", 2);
        records.raise("t", "b", 2);

        TaskRecordDocument third = records.raise("t", "c", 2).record();

        assertThat(third.state()).isEqualTo(State.DEAD);
        assertThat(third.reason()).isEqualTo("begun 2 times and never ended");
        assertThat(records.commit("t", 2, OUTCOME)).isInstanceOf(Transition.Refused.class);
    }

    @Test
    void an_attempt_that_is_given_back_does_not_count_and_keeps_its_fence() {
        records.raise("t", "a", 9);
        records.giveBack("t", 1, "stopped");

        assertThat(records.read("t").attempts()).isZero();
        assertThat(records.read("t").fence()).isEqualTo(1);
        assertThat(records.raise("t", "b", 9).record().fence()).isEqualTo(2);
    }

    @Test
    void many_who_raise_at_once_get_a_fence_each_and_one_commits() throws Exception {
        int many = 16;
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            List<Callable<Long>> raises =
                    IntStream.range(0, many)
                            .<Callable<Long>>mapToObj(
                                    i -> () -> records.raise("t", "w" + i, 99).record().fence())
                            .toList();
            List<Long> fences = threads.invokeAll(raises).stream().map(Future::resultNow).toList();
            List<Callable<Transition>> commits =
                    fences.stream()
                            .<Callable<Transition>>map(
                                    fence -> () -> records.commit("t", fence, OUTCOME))
                            .toList();
            List<Transition> ends =
                    threads.invokeAll(commits).stream().map(Future::resultNow).toList();

            assertThat(fences)
                    .doesNotHaveDuplicates()
                    .allMatch(fence -> fence >= 1 && fence <= many);
            assertThat(ends).filteredOn(end -> end instanceof Transition.Changed).hasSize(1);
        }
    }
}
