package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.TestRun;
import dev.larry.agent.journal.JournalFile;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ExitCode;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskRecordDocument.State;

import org.junit.jupiter.api.Test;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redis goes away under a task that runs. */
class FallbackIT extends AgentsTest {
    private static final String WAIT = "while ! test -e %s; do sleep 0.05; done; ";
    private static final String PROGRESS = "echo ::larry progress 50 half; sleep 6; ";

    FallbackIT() {
        super("appendonly yes");
    }

    @Test
    void the_task_is_finished_and_what_it_said_is_told_later() throws Exception {
        Path go = directory.resolve("go");
        Path started = directory.resolve("started");
        run.shell("cleanup", "touch " + started + "; " + WAIT.formatted(go) + PROGRESS);
        initialise();
        Running worker = agents.start(run.workerSettings("cleanup"), run.work());
        AgentProcesses.await("the command runs", () -> Files.exists(started));

        assertThat(fallback(worker)).isEqualTo("0.0");
        redis.kill();
        Files.createFile(go);
        AgentProcesses.await("the metric says so", () -> fallback(worker).equals("1.0"));

        assertThat(worker.end()).as(worker.complained()).isZero();
        assertThat(run.taskRecords().read("cleanup").state()).isEqualTo(State.DONE);
        assertThat(journal()).isNotEmptyFile();
        redis.restart();
        initialise().awaitSaid("epoch 2, its state was built anew");
        agents.start(run.coordinatorSettings(), run.work())
                .awaitSaid("journal of task cleanup, fence 1: 2 entries told");
        assertThat(journal()).doesNotExist();
        try (Jedis client = redis.client()) {
            assertThat(client.xrange(new RedisKeys(TestRun.RUN).events(), "-", "+").toString())
                    .contains("fallback_entered", "half", "fallback_merged");
        }
    }

    @Test
    void where_nothing_can_be_kept_either_the_worker_ends_with_its_own_code() throws Exception {
        Path go = directory.resolve("go");
        Path started = directory.resolve("started");
        run.shell(
                "cleanup", "touch " + started + "; " + WAIT.formatted(go) + PROGRESS + "sleep 300");
        initialise();
        Running worker = agents.start(run.workerSettings("cleanup"), run.work());
        AgentProcesses.await("the command runs", () -> Files.exists(started));
        Files.createDirectories(journal().getParent());
        Files.createSymbolicLink(journal(), Path.of("/dev/full"));

        redis.kill();
        Files.createFile(go);

        assertThat(worker.end()).isEqualTo(ExitCode.JOURNAL_FULL.code());
        assertThat(worker.complained())
                .hasLineCount(1)
                .contains("journal_full")
                .contains("No space left on device; free space on the Larry's volume");
        assertThat(run.taskRecords().read("cleanup").state()).isEqualTo(State.LEASED);
    }

    private static String fallback(Running worker) {
        try {
            Matcher value =
                    Pattern.compile("larry_fallback_active\\{larry=\"larry-01\"} (\\S+)")
                            .matcher(RunIT.metrics(worker));
            return value.find() ? value.group(1) : "not served";
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Path journal() {
        return JournalFile.of(run.volume(), TestRun.RUN, TestRun.LARRY, "cleanup", 1).path();
    }

    private Running initialise() throws IOException, InterruptedException {
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        meta.awaitSaid("run initialised");
        return meta;
    }
}
