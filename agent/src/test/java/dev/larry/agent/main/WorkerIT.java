package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.TestRun;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ExitCode;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TaskResult;

import org.junit.jupiter.api.Test;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class WorkerIT extends AgentsTest {
    private static final String DONE =
            "echo '{\"status\":\"done\",\"summary\":\"tidy\"}' > $LARRY_RESULT";

    @Test
    void a_worker_runs_its_command_and_ends_with_the_result_in_the_record() throws Exception {
        run.shell("cleanup", "env | grep ^LARRY_ | sort; echo ::larry progress 40 half; " + DONE);
        initialise();

        Running worker = worker("cleanup");

        assertThat(worker.end()).as(worker.complained()).isZero();
        TaskRecordDocument record = record("cleanup");
        assertThat(record.state()).isEqualTo(State.DONE);
        assertThat(record.fence()).isEqualTo(1);
        assertThat(record.result())
                .isEqualTo(new TaskResult(TaskResult.Status.DONE, "tidy", null, null, null));
        assertThat(Files.readString(run.work().resolve("run-1/cleanup-1/result.json")))
                .contains("tidy");
        assertThat(worker.said())
                .contains(
                        "LARRY_RUN=run-1",
                        "LARRY_NAME=larry-01",
                        "LARRY_TASK=cleanup",
                        "LARRY_FENCE=1")
                .contains(
                        "LARRY_ATTEMPT=1",
                        "LARRY_TOKENS=8000",
                        "LARRY_WORKER=cleanup",
                        "LARRY_DEADLINE=20");
        assertThat(events())
                .extracting(event -> event.get("type"))
                .containsExactly("progress_update", "progress_update", "progress_update");
        assertThat(events()).extracting(event -> event.get("seq")).containsExactly("1", "2", "3");
        assertThat(events().getFirst().get("data")).contains("\"state\":\"leased\"");
        try (Jedis client = redis.client()) {
            assertThat(client.exists(keys().lease("cleanup"))).isFalse();
            assertThat(client.hget(keys().task("cleanup"), "state")).isEqualTo("done");
            for (String key : client.keys("*")) {
                assertThat(client.pttl(key)).as(key).isPositive();
            }
        }
    }

    @Test
    void two_processes_of_one_task_commit_once() throws Exception {
        run.shell("cleanup", "echo ran >> " + directory.resolve("runs") + "; " + DONE);
        initialise();

        Running first = worker("cleanup");
        Running second = worker("cleanup");

        assertThat(List.of(first.end(), second.end())).containsOnly(0);
        assertThat(Files.readAllLines(directory.resolve("runs"))).containsExactly("ran");
        assertThat(record("cleanup").fence()).isEqualTo(1);
    }

    @Test
    void a_task_whose_holder_was_killed_is_taken_over_with_a_higher_fence() throws Exception {
        Path pids = directory.resolve("pids");
        run.shell(
                "cleanup",
                "echo $$ >> " + pids + "; test $LARRY_FENCE = 2 || exec sleep 300; " + DONE);
        initialise();
        Running first = worker("cleanup");
        AgentProcesses.await("the command runs", () -> Files.exists(pids));

        first.signal("KILL");
        Running second = worker("cleanup");

        assertThat(second.end()).as(second.complained()).isZero();
        assertThat(record("cleanup").fence()).isEqualTo(2);
        assertThat(record("cleanup").attempts()).isEqualTo(2);
        end(pids);
    }

    @Test
    void a_holder_that_was_stopped_beyond_its_lease_has_its_commit_refused_as_stale()
            throws Exception {
        Path started = directory.resolve("started");
        Path go = directory.resolve("go");
        run.shell(
                "cleanup",
                "touch "
                        + started
                        + "; test $LARRY_FENCE = 2 || while ! test -e "
                        + go
                        + "; do sleep 0.05; done; echo '{\"status\":\"done\",\"summary\":\"fence"
                        + " '$LARRY_FENCE'\"}' > $LARRY_RESULT; touch "
                        + directory
                        + "/ended-$LARRY_FENCE");
        initialise();
        Running first = worker("cleanup");
        AgentProcesses.await("the command runs", () -> Files.exists(started));

        first.signal("STOP");
        Running second = worker("cleanup");
        assertThat(second.end()).as(second.complained()).isZero();
        Files.createFile(go);
        AgentProcesses.await(
                "the old command ends", () -> Files.exists(directory.resolve("ended-1")));
        first.signal("CONT");

        assertThat(first.end()).isEqualTo(ExitCode.LEASE_LOST.code());
        assertThat(first.complained()).hasLineCount(1).contains("lease lost");
        assertThat(record("cleanup").fence()).isEqualTo(2);
        assertThat(record("cleanup").result())
                .isEqualTo(new TaskResult(TaskResult.Status.DONE, "fence 2", null, null, null));
        assertThat(events()).extracting(event -> event.get("type")).contains("lease_lost");
    }

    @Test
    void a_holder_that_was_stopped_beyond_its_lease_stops_its_command() throws Exception {
        Path pids = directory.resolve("pids");
        run.shell(
                "cleanup",
                "echo $$ >> " + pids + "; test $LARRY_FENCE = 2 || exec sleep 300; " + DONE);
        initialise();
        Running first = worker("cleanup");
        AgentProcesses.await("the command runs", () -> Files.exists(pids));

        first.signal("STOP");
        assertThat(worker("cleanup").end()).isZero();
        first.signal("CONT");

        assertThat(first.end()).isEqualTo(ExitCode.LEASE_LOST.code());
        assertThat(
                        ProcessHandle.of(Long.parseLong(Files.readAllLines(pids).getFirst()))
                                .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void a_command_that_fails_may_be_tried_again_until_its_attempts_are_used_up() throws Exception {
        run.shell("cleanup", "exit 3");
        initialise();

        Running first = worker("cleanup");
        assertThat(first.end()).isEqualTo(ExitCode.TASK_FAILED.code());
        assertThat(first.complained())
                .hasLineCount(1)
                .contains("task cleanup: the command ended with exit code 3");
        assertThat(record("cleanup").state()).isEqualTo(State.OPEN);

        assertThat(worker("cleanup").end()).isEqualTo(ExitCode.TASK_DEAD.code());
        assertThat(record("cleanup").state()).isEqualTo(State.DEAD);
        assertThat(record("cleanup").reason())
                .isEqualTo("failed 2 times, at last: the command ended with exit code 3");
        assertThat(worker("cleanup").end()).isEqualTo(ExitCode.TASK_DEAD.code());
    }

    @Test
    void a_task_waits_for_those_it_comes_after() throws Exception {
        Path order = directory.resolve("order");
        run.shell("scan", "echo scan >> " + order + "; " + DONE);
        run.worker(
                "fix",
                Duration.ofMinutes(5),
                List.of("scan"),
                "/bin/sh",
                "-c",
                "echo fix >> " + order + "; " + DONE);
        initialise();

        Running fix = worker("fix");
        Running scan = worker("scan");

        assertThat(scan.end()).isZero();
        assertThat(fix.end()).isZero();
        assertThat(Files.readAllLines(order)).containsExactly("scan", "fix");
    }

    @Test
    void a_task_that_comes_after_a_dead_one_ends_dead_with_that_reason() throws Exception {
        run.attempts(1).shell("scan", "exit 1");
        run.worker("fix", Duration.ofMinutes(5), List.of("scan"), "/bin/true");
        initialise();

        assertThat(worker("scan").end()).isEqualTo(ExitCode.TASK_DEAD.code());
        assertThat(worker("fix").end()).isEqualTo(ExitCode.TASK_DEAD.code());

        assertThat(record("fix").reason()).startsWith("comes after scan, which is dead: ");
    }

    @Test
    void a_command_is_stopped_with_its_descendants_when_its_time_is_up() throws Exception {
        Path pids = directory.resolve("pids");
        run.attempts(1)
                .worker(
                        "cleanup",
                        Duration.ofSeconds(2),
                        List.of(),
                        "/bin/sh",
                        "-c",
                        "sleep 300 & echo $! >> " + pids + "; wait");
        initialise();

        assertThat(worker("cleanup").end()).isEqualTo(ExitCode.TASK_DEAD.code());

        assertThat(record("cleanup").reason()).contains("stopped after 2s, its time was up");
        assertThat(
                        ProcessHandle.of(Long.parseLong(Files.readAllLines(pids).getFirst()))
                                .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void a_worker_that_is_told_to_stop_gives_the_task_back_without_counting_the_attempt()
            throws Exception {
        Path started = directory.resolve("started");
        run.shell("cleanup", "touch " + started + "; exec sleep 300");
        initialise();
        Running worker = worker("cleanup");
        AgentProcesses.await("the command runs", () -> Files.exists(started));

        worker.signal("TERM");

        assertThat(worker.end()).isEqualTo(ExitCode.STOPPED.code());
        assertThat(record("cleanup").state()).isEqualTo(State.OPEN);
        assertThat(record("cleanup").attempts()).isZero();
        assertThat(record("cleanup").fence()).isEqualTo(1);
    }

    private void initialise() throws IOException, InterruptedException {
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        meta.awaitSaid("run initialised");
        meta.signal("TERM");
        assertThat(meta.end()).as(meta.complained()).isZero();
    }

    private TaskRecordDocument record(String task) {
        return run.taskRecords().read(task);
    }

    private static RedisKeys keys() {
        return new RedisKeys(TestRun.RUN);
    }

    private List<Map<String, String>> events() {
        try (Jedis client = redis.client()) {
            return client
                    .xrange(keys().events(), (StreamEntryID) null, (StreamEntryID) null)
                    .stream()
                    .map(entry -> entry.getFields())
                    .toList();
        }
    }
}
