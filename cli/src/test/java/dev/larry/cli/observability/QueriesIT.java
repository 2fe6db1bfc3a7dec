package dev.larry.cli.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.larry.cli.local.LocalAgent;
import dev.larry.cli.show.ShowRun;
import dev.larry.contract.Metric;
import dev.larry.model.Fleet;
import dev.larry.render.Alert;
import dev.larry.render.FleetRenderer;

import io.fabric8.kubernetes.api.model.ConfigMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus itself reads every agent of a real run and answers what the dashboards ask. */
final class QueriesIT {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final Pattern PORT = Pattern.compile("readyz on port ([0-9]+)");
    private static final long PATIENCE_SECONDS = 90;

    @TempDir private Path directory;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void every_query_and_every_rule_is_answered_from_a_real_run() throws Exception {
        Path program = Programs.of("prometheus");
        try (ShowRun run = ShowRun.start(directory.resolve("show"))) {
            run.awaitHeld();
            int port = freePort();
            Process prometheus = start(program, run, port);
            try {
                URI api = URI.create("http://127.0.0.1:" + port + "/api/v1/");
                TreeSet<String> unanswered = new TreeSet<>(queries(run.fleet()));
                assertThat(unanswered).hasSizeGreaterThan(40);
                await(api, unanswered);
                assertThat(unanswered).allSatisfy(QueriesIT::nothingOfThatIsThere);

                JsonNode rules = get(api.resolve("rules")).at("/data/groups/0/rules");
                assertThat(rules).hasSize(Alert.of(run.fleet()).size());
                for (JsonNode rule : rules) {
                    String name = rule.path("name").asText();
                    assertThat(rule.path("health").asText()).as(name).isEqualTo("ok");
                    // The cluster's Redis has replicas, that of a local run has none.
                    if (!name.equals("LarryRedisNotDurable")) {
                        assertThat(rule.path("state").asText()).as(name).isEqualTo("inactive");
                    }
                }
            } finally {
                prometheus.destroy();
                prometheus.waitFor(20, TimeUnit.SECONDS);
                prometheus.destroyForcibly();
            }
        }
    }

    /** No journal is kept, and larry-02 has no master and counts nothing. */
    private static void nothingOfThatIsThere(String query) {
        assertThat(
                        query.contains(Metric.FALLBACK.query())
                                || query.contains("larry=\"larry-02\"")
                                        && (query.contains(Metric.POOL_GRANTED.query())
                                                || query.contains(Metric.INVENTORY.query())))
                .as(query + " is answered")
                .isTrue();
    }

    /** Asks until all have an answer or no more come. */
    private void await(URI api, SortedSet<String> unanswered) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!unanswered.stream().allMatch(QueriesIT::mayBeEmpty)
                && System.nanoTime() - end < 0) {
            for (String query : List.copyOf(unanswered)) {
                JsonNode answer =
                        get(
                                api.resolve(
                                        "query?query="
                                                + URLEncoder.encode(
                                                        query, StandardCharsets.UTF_8)));
                if (answer.isMissingNode()) {
                    break;
                }
                assertThat(answer.path("status").asText()).as(query).isEqualTo("success");
                if (!answer.at("/data/result").isEmpty()) {
                    unanswered.remove(query);
                }
            }
            Thread.sleep(500);
        }
    }

    private static boolean mayBeEmpty(String query) {
        try {
            nothingOfThatIsThere(query);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private Process start(Path program, ShowRun run, int port) throws Exception {
        List<String> targets = new ArrayList<>();
        for (LocalAgent agent : run.agents()) {
            Matcher served = PORT.matcher(Files.readString(agent.log()));
            if (agent.process().isAlive() && served.find()) {
                targets.add("'127.0.0.1:" + served.group(1) + "'");
            }
        }
        // Two coordinators, the meta-coordinator, the observer and the workers that are held.
        assertThat(targets).hasSizeGreaterThanOrEqualTo(6);
        Path file =
                Files.writeString(
                        directory.resolve("prometheus.yml"),
                        "global: { scrape_interval: 1s, evaluation_interval: 1s }\nrule_files: ["
                                + RuleFile.write(directory, run.fleet())
                                + "]\nscrape_configs:\n  - job_name: larry\n    static_configs:"
                                + " [{ targets: "
                                + targets
                                + " }]\n");
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    private static List<String> queries(Fleet fleet) {
        List<String> queries = new ArrayList<>();
        FleetRenderer.render(
                fleet,
                manifest -> {
                    if (manifest.object() instanceof ConfigMap map
                            && map.getMetadata().getLabels() != null
                            && "1".equals(map.getMetadata().getLabels().get("grafana_dashboard"))) {
                        map.getData().values().forEach(json -> queries.addAll(expressions(json)));
                    }
                });
        return queries;
    }

    private static List<String> expressions(String json) {
        try {
            return JSON.readTree(json).findValuesAsText("expr");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing where nobody answers yet. */
    private JsonNode get(URI address) throws InterruptedException {
        try {
            return JSON.readTree(
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
