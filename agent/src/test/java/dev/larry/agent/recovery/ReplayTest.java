package dev.larry.agent.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.events.Event;
import dev.larry.agent.journal.JournalFile;
import dev.larry.agent.record.Outcome;
import dev.larry.agent.recovery.Replay.Merged;
import dev.larry.contract.EventKind;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TaskResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class ReplayTest {
    @TempDir Path directory;
    private RedisProcess server;
    private ProtocolRun run;
    private Replay replay;

    @BeforeEach
    void start() throws IOException {
        server = RedisProcess.start();
        run =
                ProtocolRun.join(
                                Fleets.of(ProtocolRun.LARRY, "scan"),
                                directory.resolve("records"),
                                ProtocolRun.at(server.endpoint()),
                                "coordinator",
                                Duration.ofSeconds(30))
                        .initialise();
        replay = new Replay(run.records(), run.events(), run.keys());
    }

    @AfterEach
    void stop() throws IOException {
        run.close();
        server.close();
    }

    @Test
    void what_was_kept_is_told_once_and_its_result_is_committed() {
        long fence = lease("a");
        keep(fence, "first");

        List<Merged> merged = replay.all(directory, ProtocolRun.RUN);

        assertThat(merged)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.entries()).isEqualTo(3);
                    assertThat(one.aside()).isEmpty();
                    assertThat(one.file().path()).doesNotExist();
                });
        assertThat(run.records().read("scan").state()).isEqualTo(State.DONE);
        assertThat(types())
                .containsExactly("fallback_entered", "progress_update", "fallback_merged");
        assertThat(replay.all(directory, ProtocolRun.RUN)).isEmpty();
    }

    @Test
    void of_two_journals_of_one_task_one_is_committed_and_the_other_kept_aside() throws Exception {
        keep(lease("a"), "first");
        run.leases().release("scan", "a");
        keep(lease("b"), "second");

        List<Merged> merged = replay.all(directory, ProtocolRun.RUN);

        assertThat(merged).extracting(one -> one.aside().isPresent()).containsExactly(true, false);
        assertThat(run.records().read("scan").fence()).isEqualTo(2);
        assertThat(run.records().read("scan").result())
                .extracting(TaskResult::summary)
                .isEqualTo("second");
        assertThat(merged.getFirst().aside().orElseThrow()).isNotEmptyFile();
        assertThat(run.events().all())
                .filteredOn(event -> event.containsValue("fallback_merged"))
                .extracting(event -> event.getOrDefault("data", "").contains("\"lost\":true"))
                .containsExactly(true, false);
    }

    @Test
    void a_replay_that_was_cut_short_is_made_again_and_tells_nothing_twice() throws Exception {
        long fence = lease("a");
        Path file = keep(fence, "first");
        byte[] journal = Files.readAllBytes(file);
        replay.all(directory, ProtocolRun.RUN);
        Files.write(file, journal);

        replay.all(directory, ProtocolRun.RUN);

        assertThat(types())
                .containsExactly("fallback_entered", "progress_update", "fallback_merged");
        assertThat(run.records().read("scan").state()).isEqualTo(State.DONE);
    }

    @Test
    void a_torn_end_is_reported_and_what_came_before_it_is_told() throws Exception {
        Path file = keep(lease("a"), "first");
        byte[] journal = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(journal, journal.length - 5));

        assertThat(replay.all(directory, ProtocolRun.RUN))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.torn()).isTrue();
                    assertThat(one.entries()).isEqualTo(2);
                });
        assertThat(run.records().read("scan").state()).isEqualTo(State.LEASED);
    }

    @Test
    void a_journal_that_is_still_written_is_left_alone() {
        JournalFile file =
                JournalFile.of(directory, ProtocolRun.RUN, ProtocolRun.LARRY, "scan", lease("a"));
        try (Fallback fallback = new Fallback(file, Clock.systemUTC(), new AtomicInteger())) {
            fallback.result(new Outcome(null, "hash", null));

            assertThat(replay.all(directory, ProtocolRun.RUN)).isEmpty();
            assertThat(run.records().read("scan").state()).isEqualTo(State.LEASED);
        }
        assertThat(replay.all(directory, ProtocolRun.RUN)).hasSize(1);
        assertThat(run.records().read("scan").state()).isEqualTo(State.DONE);
    }

    private Path keep(long fence, String summary) {
        JournalFile file =
                JournalFile.of(directory, ProtocolRun.RUN, ProtocolRun.LARRY, "scan", fence);
        try (Fallback fallback = new Fallback(file, Clock.systemUTC(), new AtomicInteger())) {
            assertThat(fallback.used()).isFalse();
            fallback.accept(
                    new Event(
                            EventKind.PROGRESS_UPDATE,
                            ProtocolRun.LARRY,
                            "scan",
                            Map.of("percent", 50)));
            fallback.result(
                    new Outcome(
                            new TaskResult(TaskResult.Status.DONE, summary, null, null, null),
                            "hash of " + summary,
                            null));
            assertThat(fallback.used()).isTrue();
        }
        return file.path();
    }

    private long lease(String owner) {
        return run.lease("scan", owner);
    }

    private List<String> types() {
        return run.events().all().stream().map(event -> event.getOrDefault("type", "")).toList();
    }
}
