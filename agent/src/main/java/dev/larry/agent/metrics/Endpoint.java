package dev.larry.agent.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Ports;
import dev.larry.model.Syntax;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code /metrics}, {@code /livez}, {@code /readyz} and {@code /reports/} on all addresses.
 */
public final class Endpoint implements AutoCloseable {
    private static final int THREADS = 2;
    private static final String REPORTS = "/" + Ports.REPORTS;

    private final HttpServer server;
    private final ExecutorService threads;

    private Endpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Starts to serve; port 0 takes a free one. */
    public static Endpoint serve(int port, Served served) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            ExecutorService threads =
                    Executors.newFixedThreadPool(
                            THREADS,
                            task -> Thread.ofPlatform().daemon().name("http").unstarted(task));
            server.setExecutor(threads);
            server.createContext("/livez", exchange -> answer(exchange, 200, "ok"));
            server.createContext("/readyz", exchange -> ready(exchange, served));
            server.createContext("/metrics", exchange -> metrics(exchange, served));
            server.createContext(REPORTS, exchange -> report(exchange, served));
            server.start();
            return new Endpoint(server, threads);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.NO_PERMISSION,
                    "port " + port + ": cannot be served: " + e.getMessage(),
                    e);
        }
    }

    /** The port it serves. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void ready(HttpExchange exchange, Served served) throws IOException {
        try {
            served.checkReady();
            answer(exchange, 200, "ok");
        } catch (AgentException e) {
            answer(exchange, 503, String.valueOf(e.getMessage()));
        }
    }

    private static void metrics(HttpExchange exchange, Served served) throws IOException {
        try {
            MetricSnapshots snapshots = served.samples().snapshots();
            ExpositionFormatWriter writer =
                    ExpositionFormats.init()
                            .findWriter(exchange.getRequestHeaders().getFirst("Accept"));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            writer.write(body, snapshots);
            answer(exchange, 200, writer.getContentType(), body.toByteArray());
        } catch (AgentException e) {
            answer(exchange, 503, String.valueOf(e.getMessage()));
        }
    }

    /** Only what can be the id of a run is looked for: no path leads elsewhere. */
    private static void report(HttpExchange exchange, Served served) throws IOException {
        String run = exchange.getRequestURI().getPath().substring(REPORTS.length());
        Optional<Path> file = Syntax.RUN_ID.matches(run) ? served.report(run) : Optional.empty();
        if (file.isEmpty()) {
            answer(exchange, 404, "no report of such a run is kept here");
            return;
        }
        answer(exchange, 200, "application/json", Files.readAllBytes(file.get()));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        answer(
                exchange,
                status,
                "text/plain; charset=utf-8",
                (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
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

    /** What a role has to serve. */
    public interface Served {
        /** Fails, as an ending agent would, while the role cannot do its work. */
        void checkReady();

        /** What is measured now. */
        Samples samples();

        /** The file with the data of a run's report; nothing where there is none. */
        default Optional<Path> report(String run) {
            return Optional.empty();
        }
    }
}
