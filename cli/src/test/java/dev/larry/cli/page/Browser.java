package dev.larry.cli.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A headless Chromium with one page, driven over its DevTools protocol, which needs no driver
 * beside the browser. Source: Chrome DevTools Protocol, version 1.3.
 */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private String session = "";

    private Browser(Process process, URI address) {
        this.process = process;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(address, new Heard())
                        .join();
    }

    /** Starts the installed browser; a test on a machine without one is skipped, and says so. */
    static Browser start(Path directory) throws IOException, InterruptedException {
        Optional<Path> program = installed();
        assumeTrue(
                program.isPresent(),
                "no chromium, chromium-browser or google-chrome on PATH: the page is not looked at"
                        + " in a browser (Debian: apt-get install chromium)");
        Path said = Files.createTempFile(directory, "browser", ".log");
        Process process =
                new ProcessBuilder(
                                program.orElseThrow().toString(),
                                "--headless=new",
                                // Containers and root have no user namespaces for its sandbox; it
                                // loads nothing but the page under test.
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + directory.resolve("profile"),
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0 && process.isAlive()) {
            Matcher listening = LISTENING.matcher(Files.readString(said));
            if (listening.find()) {
                Browser browser = new Browser(process, URI.create(listening.group(1)));
                browser.attach();
                return browser;
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new AssertionError("the browser did not start: " + Files.readString(said));
    }

    private static Optional<Path> installed() {
        List<Path> programs = new ArrayList<>();
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome", "chrome")) {
                programs.add(Path.of(directory, name));
            }
        }
        return programs.stream().filter(Files::isExecutable).findFirst();
    }

    private void attach() {
        String target =
                call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
        session =
                call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asText();
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** Opens a page; whether it is there is asked by what it shows. */
    void open(String address) {
        call("Page.navigate", Map.of("url", address));
    }

    /** What a person's system prefers: dark or light. */
    void prefer(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** The window, in CSS pixels. */
    void resize(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** The value of an expression, awaited where it is a promise. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "returnByValue",
                                true,
                                "awaitPromise",
                                true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true; what the page shows is in the failure. */
    void await(String what, String expression) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate(expression).asBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError(
                        "not within "
                                + PATIENCE.toSeconds()
                                + " s: "
                                + what
                                + "; the page shows:\n"
                                + evaluate("document.body.innerText").asText()
                                + "\nand complained: "
                                + troubles);
            }
            Thread.sleep(50);
        }
    }

    /** Presses a key as a person would. */
    void press(String key, int code) {
        for (String type : List.of("rawKeyDown", "char", "keyUp")) {
            ObjectNode event =
                    JSON.createObjectNode()
                            .put("type", type)
                            .put("key", key)
                            .put("code", key)
                            .put("windowsVirtualKeyCode", code);
            if (key.equals("Enter")) {
                event.put("text", "\r");
            } else if (type.equals("char")) {
                continue;
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** A picture of the whole page, as PNG. */
    byte[] picture() {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        return Base64.getDecoder()
                .decode(
                        call(
                                        "Page.captureScreenshot",
                                        Map.of(
                                                "format",
                                                "png",
                                                "captureBeyondViewport",
                                                true,
                                                "clip",
                                                Map.of(
                                                        "x",
                                                        0,
                                                        "y",
                                                        0,
                                                        "width",
                                                        size.path("width").asInt(),
                                                        "height",
                                                        size.path("height").asInt(),
                                                        "scale",
                                                        1)))
                                .path("data")
                                .asText());
    }

    /** Addresses that the page asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the page's scripts threw and the browser complained of. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    private JsonNode call(String method, Object parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(number, answer);
        ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).join();
        JsonNode told = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (told.has("error")) {
            throw new AssertionError(method + ": " + told.path("error"));
        }
        return told.path("result");
    }

    private void take(String text) throws IOException {
        JsonNode message = JSON.readTree(text);
        CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt(-1));
        if (waiting != null) {
            waiting.complete(message);
            return;
        }
        JsonNode told = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                    requests.add(told.path("request").path("url").asText());
            case "Runtime.exceptionThrown" ->
                    troubles.add(told.path("exceptionDetails").toString());
            case "Log.entryAdded" -> troubles.add(told.path("entry").toString());
            default -> {
                // The browser tells much that nobody asked for.
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.abort();
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Joins the parts of messages. */
    private final class Heard implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                try {
                    take(parts.toString());
                } catch (IOException e) {
                    troubles.add(e.toString());
                }
                parts.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
