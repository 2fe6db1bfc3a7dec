package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.Certificates;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.TestRun;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.RecordSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TaskResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What goes wrong ends with one line and its exit code. */
class FailureIT {
    @TempDir Path directory;
    private AgentProcesses agents;
    private String said = "";
    private List<String> events = List.of();

    @BeforeEach
    void start() {
        agents = new AgentProcesses(directory);
    }

    @AfterEach
    void stop() {
        agents.close();
    }

    @Test
    void wrong_use_says_how_it_is_used() throws Exception {
        Running agent = agents.start("janitor");

        assertThat(agent.end()).isEqualTo(2);
        assertThat(agent.complained())
                .hasLineCount(1)
                .contains("'janitor' is no role; usage: larry-agent");
    }

    @Test
    void settings_that_are_missing_or_wrong_are_named() throws Exception {
        assertThat(complaint("worker", "--settings", "/nowhere/settings.json"))
                .startsWith("larry-agent: bad_settings: /nowhere/settings.json: missing");
        Path wrong =
                Files.writeString(
                        directory.resolve("wrong.json"), "{\"version\": 1,\n \"larrys\": 3}");
        assertThat(complaint("worker", "--settings", wrong.toString()))
                .contains(wrong + ": 2:")
                .contains("'environment'");
        String settings = ContractJson.document(run("127.0.0.1:1").workerSettings("cleanup"));
        Path odd =
                Files.writeString(
                        directory.resolve("odd.json"),
                        settings.replace("\"10m\"", "\"10 minutes\""));
        assertThat(complaint("worker", "--settings", odd.toString())).contains("10 minutes");
        Path extra =
                Files.writeString(
                        directory.resolve("extra.json"),
                        settings.replace("\"version\"", "\"larrys\": 3, \"version\""));
        assertThat(complaint("worker", "--settings", extra.toString())).contains("larrys");
        assertThat(complaint("meta", "--settings", Files.writeString(extra, settings).toString()))
                .contains("role WORKER, started as META");
    }

    private String complaint(String... arguments) throws Exception {
        Running agent = agents.start(arguments);
        assertThat(agent.end()).isEqualTo(ExitCode.BAD_SETTINGS.code());
        assertThat(agent.complained()).hasLineCount(1);
        return agent.complained();
    }

    @Test
    void a_redis_that_is_not_there_is_away() throws Exception {
        TestRun run = run("127.0.0.1:" + RedisProcess.freePort());

        Running agent = agents.start(run.workerSettings("cleanup"), run.work());

        assertThat(agent.end()).isEqualTo(ExitCode.REDIS_AWAY.code());
        assertThat(agent.complained()).hasLineCount(1).contains("not reached in 2s: ", "refused");
    }

    @Test
    void a_wrong_password_is_refused_at_once() throws Exception {
        Path secret = Files.createDirectories(directory.resolve("secret"));
        Files.writeString(secret.resolve("password"), "wrong\n");
        try (RedisProcess redis = RedisProcess.start("requirepass right")) {
            TestRun run = run(redis.endpoint()).credentials(secret);

            Running agent = agents.start(run.workerSettings("cleanup"), run.work());

            assertThat(agent.end()).isEqualTo(ExitCode.BAD_REDIS.code());
            assertThat(agent.complained())
                    .hasLineCount(1)
                    .contains("refused: WRONGPASS")
                    .doesNotContain("wrong\n");
        }
    }

    @Test
    void tls_that_does_not_match_is_named() throws Exception {
        Certificates certificates = Certificates.make(directory);
        int port = RedisProcess.freePort();
        try (RedisProcess redis =
                RedisProcess.start(
                        "tls-port " + port,
                        "tls-cert-file " + certificates.certificate(),
                        "tls-key-file " + certificates.key(),
                        "tls-ca-cert-file " + certificates.certificate())) {
            TestRun plain = run(redis.endpoint()).ca(certificates.certificate());

            Running asking = agents.start(plain.workerSettings("cleanup"), plain.work());

            assertThat(asking.end()).isEqualTo(ExitCode.BAD_REDIS.code());
            assertThat(asking.complained())
                    .hasLineCount(1)
                    .contains(redis.endpoint() + " answers without TLS: set redis.tls to false");

            TestRun tls = run("127.0.0.1:" + port);

            Running silent = agents.start(tls.workerSettings("cleanup"), tls.work());

            assertThat(silent.end()).isEqualTo(ExitCode.BAD_REDIS.code());
            assertThat(silent.complained())
                    .hasLineCount(1)
                    .contains("127.0.0.1:" + port + " speaks TLS, and was asked without");
        }
    }

    @Test
    void a_command_that_does_not_exist_buries_the_task() throws Exception {
        TaskRecordDocument record = buried(ExitCode.BAD_COMMAND, "/no/such/program");

        assertThat(record.reason())
                .contains("'/no/such/program' cannot be started: No such file or directory");
    }

    @Test
    void a_result_that_is_not_json_buries_the_task() throws Exception {
        TaskRecordDocument record =
                buried(ExitCode.BAD_RESULT, "/bin/sh", "-c", "echo done > $LARRY_RESULT");

        assertThat(record.reason()).contains("result.json: 1:");
    }

    @Test
    void a_result_of_50_megabytes_is_not_read() throws Exception {
        TaskRecordDocument record =
                buried(
                        ExitCode.BAD_RESULT,
                        "/bin/sh",
                        "-c",
                        "head -c 50000000 /dev/zero > $LARRY_RESULT");

        assertThat(record.reason()).contains("larger than 8388608 bytes");
    }

    @Test
    void a_result_too_large_for_its_record_is_kept_on_the_volume() throws Exception {
        TaskRecordDocument record =
                ended(
                        ExitCode.DONE,
                        "/bin/sh",
                        "-c",
                        "(printf '{\"status\":\"done\",\"criteria\":[{\"criterion\":\"audit"
                            + " trail\",\"met\":true,\"evidence\":\"a.log\"}],\"summary\":\"'; head"
                            + " -c 100000 /dev/zero | tr '\\0' x; printf '\"}') > $LARRY_RESULT");

        TaskResult kept = Objects.requireNonNull(record.result());
        assertThat(kept.summary()).hasSize(1_003).endsWith("x...");
        assertThat(kept.criteria())
                .containsExactly(new TaskResult.Evidence("audit trail", true, "a.log"));
        assertThat(record.resultHash()).hasSize(64);
        assertThat(Path.of(String.valueOf(record.resultPath())))
                .isNotEmptyFile()
                .startsWith(directory);
    }

    @Test
    void a_command_that_writes_without_end_of_line_does_not_fill_the_memory() throws Exception {
        assertThat(ended(ExitCode.DONE, "/bin/sh", "-c", "head -c 200000000 /dev/zero").state())
                .isEqualTo(State.DONE);
    }

    @Test
    void
            of_a_gigabyte_of_output_only_the_beginning_is_logged_and_nothing_said_to_the_agent_is_lost()
                    throws Exception {
        TaskRecordDocument record =
                ended(
                        ExitCode.DONE,
                        "/bin/sh",
                        "-c",
                        "yes $(printf %0500d 0) | head -c 1000000000;"
                                + " echo; echo '::larry metric {\"name\": \"rows\", \"value\": 7}';"
                                + " echo '{\"status\":\"done\"}' > $LARRY_RESULT");

        assertThat(record.state()).isEqualTo(State.DONE);
        assertThat(said.length()).isLessThan(48 << 20);
        assertThat(said).contains("from here on only lines to the agent are read");
        assertThat(events).anySatisfy(event -> assertThat(event).contains("rows"));
    }

    @Test
    void a_redis_that_is_too_old_is_named_with_what_is_allowed() throws Exception {
        try (OldRedis redis = OldRedis.start("5.0.7")) {
            TestRun run = run(redis.endpoint());

            Running agent = agents.start(run.workerSettings("cleanup"), run.work());

            assertThat(agent.end()).isEqualTo(ExitCode.BAD_REDIS.code());
            assertThat(agent.complained())
                    .hasLineCount(1)
                    .contains("version 6.2 or later is needed: upgrade the server");
        }
    }

    @Test
    void an_api_server_that_refuses_ends_the_worker_with_the_call_it_refused() throws Exception {
        Path account = Files.createDirectories(directory.resolve("account"));
        try (RedisProcess redis = RedisProcess.start();
                RefusingApiServer api = RefusingApiServer.start(account)) {
            AgentSettings here = run(redis.endpoint()).workerSettings("cleanup");
            AgentSettings settings =
                    new AgentSettings(
                            here.version(),
                            here.environment(),
                            here.role(),
                            here.run(),
                            here.redis(),
                            new RecordSettings("larry-system", null),
                            here.larry(),
                            here.worker(),
                            here.colleagues(),
                            here.coordinator(),
                            here.fleet());
            Path file =
                    Files.writeString(
                            directory.resolve("settings.json"), ContractJson.document(settings));

            Running agent =
                    agents.start(
                            api.environment(),
                            "worker",
                            "--settings",
                            file.toString(),
                            "--account",
                            account.toString(),
                            "--port",
                            "0");

            assertThat(agent.end()).isEqualTo(ExitCode.NO_PERMISSION.code());
            assertThat(agent.complained())
                    .hasLineCount(1)
                    .contains("no_permission: GET https://127.0.0.1:")
                    .contains(
                            "configmaps/run.run-1: refused (403); give the ServiceAccount a Role");
        }
    }

    @Test
    void past_its_time_a_run_is_left_alone() throws Exception {
        TestRun run =
                run("127.0.0.1:" + RedisProcess.freePort())
                        .startBy(Instant.parse("2026-01-01T08:00:00Z"));

        Running agent = agents.start(run.workerSettings("cleanup"), run.work());

        assertThat(agent.end()).as(agent.complained()).isZero();
        assertThat(agent.said()).contains("run over");
        assertThat(run.records()).doesNotExist();
    }

    private TaskRecordDocument buried(ExitCode code, String... command) throws Exception {
        TaskRecordDocument record = ended(code, command);
        assertThat(record.state()).isEqualTo(State.DEAD);
        return record;
    }

    private TaskRecordDocument ended(ExitCode code, String... command) throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            TestRun run =
                    new TestRun(directory, redis.endpoint())
                            .worker("cleanup", Duration.ofMinutes(5), List.of(), command);
            Running meta = agents.start(run.fleetSettings(Role.META), run.work());
            meta.awaitSaid("run initialised");

            Running agent = agents.start(run.workerSettings("cleanup"), run.work());

            assertThat(agent.end()).as(agent.complained()).isEqualTo(code.code());
            assertThat(agent.complained().lines()).hasSize(code == ExitCode.DONE ? 0 : 1);
            said = agent.said();
            try (Jedis client = redis.client()) {
                events =
                        client
                                .xrange(
                                        new RedisKeys(TestRun.RUN).events(),
                                        (StreamEntryID) null,
                                        (StreamEntryID) null)
                                .stream()
                                .map(entry -> entry.getFields().toString())
                                .toList();
            }
            return run.taskRecords().read("cleanup");
        }
    }

    private TestRun run(String endpoint) {
        return new TestRun(directory, endpoint).shell("cleanup", "exit 0");
    }
}
