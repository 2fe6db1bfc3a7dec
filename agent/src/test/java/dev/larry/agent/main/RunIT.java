package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.TestRun;
import dev.larry.agent.record.RunRecords;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.RedisKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All roles of one run, as processes, from its beginning to the barrier. */
class RunIT {
    @TempDir Path directory;

    @Test
    void a_phase_is_led_to_the_barrier_whatever_starts_first_and_however_often() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                AgentProcesses agents = new AgentProcesses(directory)) {
            TestRun run =
                    new TestRun(directory, redis.endpoint())
                            .attempts(1)
                            .shell("scan", "exit 0")
                            .shell("fix", "exit 1");
            Running coordinator = agents.start(run.coordinatorSettings(), run.work());
            Running observer = agents.start(run.fleetSettings(Role.OBSERVER), run.work());
            Running scan = agents.start(run.workerSettings("scan"), run.work());
            Running meta = agents.start(run.fleetSettings(Role.META), run.work());
            assertThat(scan.end()).as(scan.complained()).isZero();
            String port = port(coordinator);
            assertThat(get(port, "/metrics").body())
                    .contains(
                            "larry_tasks{larry=\"larry-01\"} 2.0",
                            "larry_phase_progress{larry=\"larry-01\"} 0.5")
                    .contains("larry_tasks_completed_total{larry=\"larry-01\",state=\"done\"} 1.0");
            assertThat(get(port, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);

            agents.start(run.workerSettings("fix"), run.work()).end();
            coordinator.awaitSaid("1 done, 1 dead; barrier: OPENED, 1 of 1");
            meta.awaitSaid("all phases have arrived at the barrier");
            meta.awaitSaid("run complete, 1 done, 1 dead");
            coordinator.signal("TERM");
            assertThat(coordinator.end()).as(coordinator.complained()).isZero();
            Running again = agents.start(run.coordinatorSettings(), run.work());
            again.awaitSaid("barrier: KNOWN, 1 of 1");

            assertThat(types(redis))
                    .contains("progress_update")
                    .filteredOn(type -> !type.equals("progress_update"))
                    .containsExactlyInAnyOrder(
                            "phase_started",
                            "worker_failure",
                            "phase_complete",
                            "barrier_opened",
                            "convergence_opened",
                            "run_complete");
            assertThat(get(port(observer), "/metrics").body())
                    .contains(
                            "larry_run_active 1.0", "larry_barrier_arrived 1.0", "larry_epoch 1.0");
            assertThat(get(port(observer), "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_worker_shows_its_fence_and_attempts_while_it_works() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                AgentProcesses agents = new AgentProcesses(directory)) {
            TestRun run =
                    new TestRun(directory, redis.endpoint())
                            .shell(
                                    "scan",
                                    "echo begun > $LARRY_VOLUME/begun;"
                                            + " until [ -e $LARRY_VOLUME/go ]; do sleep 0.1; done");
            Files.createDirectories(run.volume());
            Running meta = agents.start(run.fleetSettings(Role.META), run.work());
            Running scan = agents.start(run.workerSettings("scan"), run.work());
            AgentProcesses.await("begun", () -> Files.exists(run.volume().resolve("begun")));
            assertThat(get(port(scan), "/metrics").body())
                    .contains(
                            "larry_task_fence{larry=\"larry-01\",task=\"scan\"} 1.0",
                            "larry_task_attempts{larry=\"larry-01\",task=\"scan\"} 1.0");
            Files.createFile(run.volume().resolve("go"));
            assertThat(scan.end()).as(scan.complained()).isZero();
            meta.signal("TERM");
        }
    }

    @Test
    void a_report_that_was_not_written_in_time_is_written_late_and_once() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                AgentProcesses agents = new AgentProcesses(directory)) {
            TestRun run =
                    new TestRun(directory, redis.endpoint())
                            .window(Duration.ofSeconds(4))
                            .convergence(Duration.ofSeconds(1))
                            .shell("scan", "exit 0");
            Running first = agents.start(run.fleetSettings(Role.META), run.work());
            first.awaitSaid("run initialised");
            first.process().destroyForcibly().waitFor();
            RunRecords runs = new RunRecords(run.store(), run.run(), Clock.systemUTC());
            AgentProcesses.await("the run is over", () -> runs.over(runs.read()));
            assertThat(run.report()).doesNotExist();

            Running late = agents.start(run.fleetSettings(Role.META), run.work());
            late.awaitSaid("run over, its report was never written");
            late.awaitSaid("run complete, 0 done, 1 dead");
            late.signal("TERM");
            assertThat(late.end()).as(late.complained()).isZero();
            FileTime written = Files.getLastModifiedTime(run.report());

            Running last = agents.start(run.fleetSettings(Role.META), run.work());
            last.awaitSaid("\"run over\"");
            last.signal("TERM");
            assertThat(last.end()).as(last.complained()).isZero();
            assertThat(Files.getLastModifiedTime(run.report())).isEqualTo(written);
        }
    }

    static String metrics(Running server) throws IOException, InterruptedException {
        return get(port(server), "/metrics").body();
    }

    private static String port(Running server) throws InterruptedException {
        server.awaitSaid("serving metrics, livez and readyz on port ");
        Matcher matcher = Pattern.compile("on port ([0-9]+)").matcher(server.said());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static HttpResponse<String> get(String port, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static List<String> types(RedisProcess redis) {
        try (Jedis client = redis.client()) {
            String key = new RedisKeys(TestRun.RUN).events();
            return client.xrange(key, (StreamEntryID) null, (StreamEntryID) null).stream()
                    .map(StreamEntry::getFields)
                    .map((Map<String, String> fields) -> fields.getOrDefault("type", ""))
                    .toList();
        }
    }
}
