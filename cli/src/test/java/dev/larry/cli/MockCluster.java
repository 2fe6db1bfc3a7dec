package dev.larry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fabric8's mock of an API server, which keeps objects, with what it lacks for a launch: the
 * version, port-forwarding to real servers, a Service's proxy, server-side apply, and refusals.
 */
final class MockCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FORWARD =
            Pattern.compile("/api/v1/namespaces/[^/]+/pods/([^/]+)/portforward\\?ports=[0-9]+.*");

    private final MockWebServer server = new MockWebServer();
    private final KubernetesCrudDispatcher crud = new KubernetesCrudDispatcher();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, MockResponse> refusals = new ConcurrentHashMap<>();
    private final Queue<String> applied = new ConcurrentLinkedQueue<>();

    static MockCluster start() throws IOException {
        MockCluster cluster = new MockCluster();
        cluster.server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return cluster.answer(request);
                    }
                });
        cluster.server.start(InetAddress.getLoopbackAddress(), 0);
        cluster.answers.put("/version", "{\"major\":\"1\",\"minor\":\"36\"}");
        return cluster;
    }

    /** A kubeconfig with a context {@code lab} that leads here. */
    Path kubeconfig(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: lab
                contexts:
                - name: lab
                  context: { cluster: lab, user: lab }
                clusters:
                - name: lab
                  cluster: { server: "%s" }
                users:
                - name: lab
                  user: { token: secret }
                """
                        .formatted(place()));
    }

    String place() {
        return "http://127.0.0.1:" + server.getPort() + "/";
    }

    /** Whatever asks for this path gets this JSON. */
    void answers(String path, String json) {
        answers.put(path, json);
    }

    /** Whoever calls with this method and path is told this; a path ending in * is a beginning. */
    void refuses(String call, int code, String message) {
        ObjectNode status =
                JSON.createObjectNode()
                        .put("apiVersion", "v1")
                        .put("kind", "Status")
                        .put("status", "Failure")
                        .put("message", message)
                        .put("code", code);
        refusals.put(call, new MockResponse().setResponseCode(code).setBody(status.toString()));
    }

    /** Whoever calls so is refused no longer. */
    void allows(String call) {
        refusals.remove(call);
    }

    /** Ports forwarded to this pod lead to this one. */
    void forwards(String pod, int port) {
        ports.put(pod, port);
    }

    /** What was server-side-applied, in order: who applied, then the path. */
    List<String> applied() {
        return List.copyOf(applied);
    }

    /** Makes an object, or puts it in the place of one that is there. */
    void put(JsonNode object) {
        String path = path(object);
        remove(object);
        MockResponse made =
                crud.dispatch(request(HttpMethod.POST, collection(path), object.toString()));
        if (made.code() >= 300) {
            throw new IllegalStateException(path + ": " + made.code() + " " + body(made));
        }
    }

    void remove(JsonNode object) {
        crud.dispatch(request(HttpMethod.DELETE, path(object), ""));
    }

    private static String collection(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String path(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String namespace = object.at("/metadata/namespace").asText();
        String kind = object.path("kind").asText().toLowerCase(Locale.ROOT);
        return (version.contains("/") ? "/apis/" : "/api/")
                + version
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + kind
                + (kind.endsWith("s") ? "es/" : "s/")
                + object.at("/metadata/name").asText();
    }

    private MockResponse answer(RecordedRequest request) {
        String path = String.valueOf(request.getPath());
        MockResponse refusal = refusal(request.getMethod() + " " + path);
        if (refusal != null) {
            return refusal;
        }
        String known = answers.get(path);
        if (known != null) {
            return new MockResponse().setResponseCode(200).setBody(known);
        }
        Matcher forward = FORWARD.matcher(path);
        if (forward.matches()) {
            return new MockResponse()
                    .withWebSocketUpgrade(
                            new ForwardedSocket(ports.getOrDefault(forward.group(1), 0)));
        }
        if (path.contains("/proxy/")) {
            String server = path.substring(0, path.indexOf("/proxy/") + "/proxy/".length());
            return answers.keySet().stream().anyMatch(each -> each.startsWith(server))
                    ? new MockResponse().setResponseCode(404).setBody("there is no such path\n")
                    : noEndpoint();
        }
        String type = String.valueOf(request.getHeader("Content-Type"));
        return type.startsWith("application/apply-patch")
                ? apply(path, body(request))
                : crud.dispatch(request);
    }

    private static MockResponse noEndpoint() {
        return new MockResponse()
                .setResponseCode(503)
                .setBody(
                        "{\"kind\":\"Status\",\"code\":503,\"message\":\"no endpoints available for"
                                + " service\"}");
    }

    private @Nullable MockResponse refusal(String call) {
        for (Map.Entry<String, MockResponse> each : refusals.entrySet()) {
            String key = each.getKey();
            if (key.endsWith("*")
                    ? call.startsWith(key.substring(0, key.length() - 1))
                    : call.equals(key)) {
                return each.getValue();
            }
        }
        return null;
    }

    /** Merges nothing: what is applied here is whole. */
    private MockResponse apply(String path, String body) {
        String object = path.replaceFirst("\\?.*", "");
        applied.add(path);
        MockResponse before = crud.dispatch(request(HttpMethod.GET, object, ""));
        return before.code() == 404
                ? crud.dispatch(request(HttpMethod.POST, collection(object), body))
                : crud.dispatch(request(HttpMethod.PUT, object, body));
    }

    private static RecordedRequest request(HttpMethod method, String path, String body) {
        return new RecordedRequest(
                "HTTP/1.1",
                method,
                path,
                Headers.builder().add("Content-Type", "application/json").build(),
                new Buffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(MockResponse response) {
        Buffer body = response.getBody();
        return body == null ? "" : new String(body.getBytes(), StandardCharsets.UTF_8);
    }

    private static String body(RecordedRequest request) {
        try {
            return JSON.readTree(request.getUtf8Body()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
