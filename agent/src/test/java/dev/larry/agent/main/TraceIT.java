package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpServer;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.contract.AgentSettings.Role;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The observer sends the trace of a run to a collector, or does without one. */
class TraceIT extends AgentsTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();

    @BeforeEach
    void oneTaskIsDoneAndOneFails() throws IOException {
        run.attempts(1).shell("scan", "echo ::larry progress 40 half").shell("fix", "exit 1");
    }

    @Test
    void a_run_is_one_trace_of_run_phase_and_attempts() throws Exception {
        HttpServer collector = collector(200);
        try {
            Running observer = observer("http://127.0.0.1:" + collector.getAddress().getPort());
            complete();
            AgentProcesses.await("the root is received", () -> spans().containsKey("run"));

            Map<String, JsonNode> spans = spans();
            assertThat(spans).containsOnlyKeys("run", "phase larry-01", "task scan", "task fix");
            JsonNode root = spans.getOrDefault("run", MissingNode.getInstance());
            JsonNode phase = spans.getOrDefault("phase larry-01", MissingNode.getInstance());
            JsonNode scan = spans.getOrDefault("task scan", MissingNode.getInstance());
            JsonNode fix = spans.getOrDefault("task fix", MissingNode.getInstance());
            assertThat(root.path("traceId").asText()).matches("[0-9a-f]{32}");
            for (JsonNode span : spans.values()) {
                assertThat(span.path("traceId")).isEqualTo(root.path("traceId"));
                assertThat(span.path("spanId").asText()).matches("[0-9a-f]{16}");
                assertThat(nanos(span, "startTimeUnixNano"))
                        .isLessThanOrEqualTo(nanos(span, "endTimeUnixNano"));
            }
            assertThat(root.has("parentSpanId")).isFalse();
            assertThat(phase.path("parentSpanId")).isEqualTo(root.path("spanId"));
            assertThat(scan.path("parentSpanId")).isEqualTo(phase.path("spanId"));
            assertThat(fix.path("parentSpanId")).isEqualTo(phase.path("spanId"));
            assertThat(scan.path("status").path("code").asInt()).isEqualTo(1);
            assertThat(fix.path("status").path("code").asInt()).isEqualTo(2);
            assertThat(fix.path("status").path("message").asText()).contains("exit code 1");
            assertThat(attributes(scan))
                    .containsEntry("larry.fence", "1")
                    .containsEntry("larry.task", "scan")
                    .containsEntry("larry.result", "done")
                    .containsEntry("larry.tokens.cap", "8000");
            assertThat(root.path("events").findValuesAsText("name")).contains("run_complete");
            assertThat(types).containsOnly("application/json");
            assertThat(observer.said()).doesNotContain("the trace is not taken");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void a_collector_that_refuses_is_said_once_and_disturbs_nobody() throws Exception {
        HttpServer collector = collector(400);
        try {
            Running observer = observer("http://127.0.0.1:" + collector.getAddress().getPort());
            complete();
            AgentProcesses.await("the root is received", () -> spans().containsKey("run"));
            observer.awaitSaid("the trace is not taken by");
            observer.signal("TERM");

            assertThat(observer.end()).as(observer.complained()).isZero();
            assertThat(observer.said()).containsOnlyOnce("the trace is not taken by");
            assertThat(observer.said()).contains("answered 400").contains("spans given up: 4");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void a_collector_that_is_away_is_said_once_and_disturbs_nobody() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        Running observer = observer("http://127.0.0.1:" + nobody);
        complete();
        observer.awaitSaid("the trace is not taken by");
        assertThat(RunIT.metrics(observer)).contains("larry_run_active 1.0");
        observer.signal("TERM");

        assertThat(observer.end()).as(observer.complained()).isZero();
        assertThat(observer.said()).containsOnlyOnce("the trace is not taken by");
        assertThat(observer.complained()).isEmpty();
    }

    @Test
    void an_endpoint_that_is_no_address_is_said_and_the_observer_serves() throws Exception {
        Running observer = observer("collector");
        observer.awaitSaid("no trace is written: OTEL_EXPORTER_OTLP_ENDPOINT 'collector");
        assertThat(RunIT.metrics(observer)).contains("larry_run_active 0.0");
    }

    private Running observer(String endpoint) throws IOException {
        return agents.start(
                Map.of(ENDPOINT, endpoint), run.fleetSettings(Role.OBSERVER), run.work());
    }

    /** The whole run, with one task done and one dead. */
    private void complete() throws Exception {
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        agents.start(run.coordinatorSettings(), run.work());
        agents.start(run.workerSettings("scan"), run.work()).end();
        agents.start(run.workerSettings("fix"), run.work()).end();
        meta.awaitSaid("run complete, 1 done, 1 dead");
    }

    private HttpServer collector(int answer) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
                    received.add(new ObjectMapper().readTree(exchange.getRequestBody()));
                    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private Map<String, JsonNode> spans() {
        Map<String, JsonNode> spans = new HashMap<>();
        for (JsonNode request : received) {
            for (JsonNode resource : request.path("resourceSpans")) {
                for (JsonNode scope : resource.path("scopeSpans")) {
                    scope.path("spans")
                            .forEach(span -> spans.put(span.path("name").asText(), span));
                }
            }
        }
        return spans;
    }

    private static long nanos(JsonNode span, String name) {
        return Long.parseLong(span.path(name).textValue());
    }

    private static Map<String, String> attributes(JsonNode span) {
        Map<String, String> attributes = new HashMap<>();
        span.path("attributes")
                .forEach(one ->
                        attributes.put(
                                one.path("key").asText(),
                                one.path("value").elements().next().asText()));
        return attributes;
    }
}
