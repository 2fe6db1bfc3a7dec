package dev.larry.agent.observer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.larry.contract.AgentException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the run's state: as JSON at {@code /state}, what is new of it at {@code /changes}, the
 * same as events at {@code /stream}, and as a page for people that needs nothing from elsewhere.
 */
final class StatePage implements AutoCloseable {
    private static final String SINCE = "since=";
    private static final Map<String, String> FILES =
            Map.of(
                    "index.html",
                    "text/html; charset=utf-8",
                    "page.css",
                    "text/css; charset=utf-8",
                    "page.js",
                    "text/javascript; charset=utf-8");

    private final HttpServer server;
    private final ExecutorService threads;

    private StatePage(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static StatePage serve(int port, Observation observation) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            Changes changes = new Changes(observation);
            StateStream stream = new StateStream(changes);
            server.setExecutor(threads);
            server.createContext("/state", exchange -> state(exchange, observation));
            server.createContext("/changes", exchange -> changes(exchange, changes));
            server.createContext("/stream", stream::serve);
            server.createContext("/", StatePage::file);
            server.start();
            return new StatePage(server, threads);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.NO_PERMISSION,
                    "port " + port + ": cannot be served: " + e.getMessage(),
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void state(HttpExchange exchange, Observation observation) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/state")) {
            missing(exchange);
            return;
        }
        try {
            answer(
                    exchange,
                    200,
                    "application/json",
                    ContractJson.document(observation.state()).getBytes(StandardCharsets.UTF_8));
        } catch (AgentException e) {
            answer(exchange, 503, "text/plain; charset=utf-8", bytes(e.getMessage() + "\n"));
        }
    }

    private static void changes(HttpExchange exchange, Changes changes) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/changes")) {
            missing(exchange);
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        String since =
                query != null && query.startsWith(SINCE) ? query.substring(SINCE.length()) : null;
        try {
            answer(exchange, 200, "application/json", changes.after(since).json());
        } catch (AgentException e) {
            answer(exchange, 503, "text/plain; charset=utf-8", bytes(e.getMessage() + "\n"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private static void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.equals("/") ? "index.html" : path.substring(1);
        String type = FILES.get(name);
        if (type == null) {
            missing(exchange);
            return;
        }
        try (InputStream file = StatePage.class.getResourceAsStream("page/" + name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not in the agent's jar");
            }
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'"
                                    + " 'unsafe-inline'; connect-src 'self'; img-src data:;"
                                    + " base-uri 'none'; frame-ancestors 'self'");
            answer(exchange, 200, type, file.readAllBytes());
        }
    }

    private static void missing(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                404,
                "text/plain; charset=utf-8",
                bytes("there are /, /state, /changes and /stream\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
