package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.TestRun;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RedisKeys;
import dev.larry.contract.RunReport;
import dev.larry.contract.TokenCall;
import dev.larry.contract.TokenPath;
import dev.larry.model.Tokens;

import org.junit.jupiter.api.Test;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A task's tokens, as its program reserves and settles them. */
class TokensIT extends AgentsTest {
    @Test
    void a_script_reserves_settles_releases_and_is_refused_by_name() throws Exception {
        String tokens =
                Path.of(System.getProperty("java.home"), "bin", "java")
                        + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "
                        + System.getProperty("java.class.path")
                        + " dev.larry.agent.main.Main tokens";
        run.shell(
                "scan",
                "set -e; id=$("
                        + tokens
                        + " reserve 3k); "
                        + tokens
                        + " settle $id 2500; other=$("
                        + tokens
                        + " reserve 5000); "
                        + tokens
                        + " release $other; set +e; "
                        + tokens
                        + " reserve 40k --reason more; echo ended with $?; unset LARRY_TOKENS_KEY; "
                        + tokens
                        + " release x; echo then $?; exit 0");
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        agents.start(run.coordinatorSettings(), run.work());

        Running scan = agents.start(run.workerSettings("scan"), run.work());

        assertThat(scan.end()).as(scan.said() + scan.complained()).isZero();
        assertThat(scan.said())
                .contains("2500 charged", "0 charged", "tokens: refused: reserve has 25000 left")
                .contains("ended with 1", "no LARRY_TOKENS_URL or no LARRY_TOKENS_KEY", "then 3");
        meta.awaitSaid("run complete, 1 done, 0 dead");
        RunReport report = ContractJson.read(Files.readString(run.report()), RunReport.class);
        assertThat(report.phases().getFirst().tasks().getFirst().used())
                .isEqualTo(new Tokens(2_500));
        assertThat(report.grants()).isEmpty();
    }

    @Test
    void a_pool_grants_before_the_reserve_does_and_a_wrong_key_gets_nothing() throws Exception {
        run.master("lead", 2_000);
        try (Task task = new Task("scan")) {
            assertThat(task.reserve("a", 8_000).statusCode()).isEqualTo(200);
            assertThat(task.reserve("a", 8_000).statusCode()).isEqualTo(200);
            assertThat(task.reserve("b", 1_500).statusCode()).isEqualTo(200);
            assertThat(task.reserve("c", 1_000).statusCode()).isEqualTo(200);
            assertThat(task.post("wrong", "settle", "a", 1).statusCode()).isEqualTo(401);
            assertThat(task.post(task.key, "settle", "none", 1).statusCode()).isEqualTo(410);
            for (String id : List.of("a", "b", "c")) {
                assertThat(task.post(task.key, "settle", id, 1_000).statusCode()).isEqualTo(200);
            }
        }
        assertThat(account(TokenPath.pool(TestRun.LARRY, "lead"), "granted")).isEqualTo(1_500);
        assertThat(account(TokenPath.RESERVE, "granted")).isEqualTo(1_000);
        assertThat(account(TokenPath.worker(TestRun.LARRY, "scan").holder(), "spent"))
                .isEqualTo(3_000);
    }

    @Test
    void sixty_four_at_once_never_overdraw_the_reserve_and_every_grant_is_seen() throws Exception {
        List<Integer> answers = new ArrayList<>();
        Running meta;
        try (Task task = new Task("scan")) {
            meta = task.meta;
            assertThat(task.reserve("own", 8_000).statusCode()).isEqualTo(200);
            try (ExecutorService requesters = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<HttpResponse<String>>> asked = new ArrayList<>();
                for (int i = 0; i < 64; i++) {
                    String id = "call-" + i;
                    asked.add(requesters.submit(() -> task.reserve(id, 1_000)));
                }
                for (Future<HttpResponse<String>> answer : asked) {
                    answers.add(answer.get().statusCode());
                    if (answer.get().statusCode() == 409) {
                        assertThat(answer(answer.get()).exhausted()).isEqualTo(TokenPath.RESERVE);
                    }
                }
            }
            assertThat(answers).hasSize(64).containsOnly(200, 409);
            assertThat(answers.stream().filter(code -> code == 200)).hasSize(25);
            task.coordinator.awaitSaid("serving metrics");
            assertThat(RunIT.metrics(task.coordinator))
                    .contains("larry_reserve_granted_tokens_total{larry=\"larry-01\"} 25000.0");
        }
        assertThat(account(TokenPath.RESERVE, "granted")).isEqualTo(25_000);
        meta.awaitSaid("run complete, 1 done, 0 dead");
        RunReport report = ContractJson.read(Files.readString(run.report()), RunReport.class);
        assertThat(report.grants()).hasSize(25);
        assertThat(report.grants())
                .allSatisfy(grant -> {
                    assertThat(grant.from()).isEqualTo(TokenPath.RESERVE);
                    assertThat(grant.tokens()).isEqualTo(1_000);
                    assertThat(grant.reason()).isNotEmpty();
                });
    }

    private long account(String node, String field) {
        try (Jedis client = redis.client()) {
            String value = client.hget(new RedisKeys(TestRun.RUN).tokens(node), field);
            return value == null ? 0 : Long.parseLong(value);
        }
    }

    private static TokenCall.Answer answer(HttpResponse<String> response) throws ContractException {
        return ContractJson.read(response.body(), TokenCall.Answer.class);
    }

    /** A task whose command waits while the test speaks to its endpoint. */
    private final class Task implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final Path go = directory.resolve("go");
        private final Running meta;
        private final Running coordinator;
        private final Running worker;
        private final String url;
        private final String key;

        Task(String name) throws Exception {
            Path endpoint = directory.resolve("endpoint");
            run.shell(
                    name,
                    "echo $LARRY_TOKENS_URL $LARRY_TOKENS_KEY > "
                            + endpoint
                            + ".new; mv "
                            + endpoint
                            + ".new "
                            + endpoint
                            + "; until [ -e "
                            + go
                            + " ]; do sleep 0.1; done");
            meta = agents.start(run.fleetSettings(Role.META), run.work());
            coordinator = agents.start(run.coordinatorSettings(), run.work());
            worker = agents.start(run.workerSettings(name), run.work());
            AgentProcesses.await("the command runs", () -> Files.exists(endpoint));
            String[] words = Files.readString(endpoint).strip().split(" ", -1);
            url = words[0];
            key = words[1];
        }

        HttpResponse<String> reserve(String id, long tokens)
                throws IOException, InterruptedException {
            return post(key, "reserve", id, tokens);
        }

        HttpResponse<String> post(String secret, String verb, String id, long tokens)
                throws IOException, InterruptedException {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url + "/" + verb))
                            .header("Authorization", "Bearer " + secret)
                            .POST(
                                    BodyPublishers.ofString(
                                            ContractJson.line(Map.of("id", id, "tokens", tokens))))
                            .build(),
                    BodyHandlers.ofString());
        }

        @Override
        public void close() throws Exception {
            Files.createFile(go);
            assertThat(worker.end()).as(worker.complained()).isZero();
            client.close();
        }
    }
}
