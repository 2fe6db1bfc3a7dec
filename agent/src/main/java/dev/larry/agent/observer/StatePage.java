package dev.larry.agent.observer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.larry.contract.AgentException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the run's state as JSON at {@code /state}, for pages and terminals. */
final class StatePage implements AutoCloseable {
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;

    private StatePage(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static StatePage serve(int port, Observation observation) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            ExecutorService threads =
                    Executors.newFixedThreadPool(
                            THREADS,
                            task -> Thread.ofPlatform().daemon().name("page").unstarted(task));
            server.setExecutor(threads);
            server.createContext("/state", exchange -> state(exchange, observation));
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
            answer(exchange, 404, "text/plain; charset=utf-8", "/state is all there is\n");
            return;
        }
        try {
            answer(exchange, 200, "application/json", ContractJson.document(observation.state()));
        } catch (AgentException e) {
            answer(exchange, 503, "text/plain; charset=utf-8", e.getMessage() + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
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
