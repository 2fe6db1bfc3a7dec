package dev.larry.agent.observer;

import com.sun.net.httpserver.HttpExchange;

import dev.larry.contract.AgentException;
import dev.larry.contract.ContractJson;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * The state as server-sent events: {@code state} is the whole, each {@code change} what became
 * different, once a second.
 *
 * <p>Source: HTML Living Standard, "Server-sent events".
 */
final class StateStream {
    private static final long PAUSE_MILLIS = 1_000;

    /** Pages that are open at a time; each holds a connection and a thread of its own. */
    private static final int MOST = 50;

    private final Observation observation;
    private final Semaphore room = new Semaphore(MOST);

    StateStream(Observation observation) {
        this.observation = observation;
    }

    /** Serves one page until it goes away. */
    void serve(HttpExchange exchange) throws IOException {
        if (!room.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            follow(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    private void follow(OutputStream out) throws IOException, InterruptedException {
        Changes changes = new Changes();
        boolean begun = false;
        while (true) {
            try {
                if (begun) {
                    send(out, "change", ContractJson.line(changes.since(observation.state())));
                } else {
                    send(out, "state", ContractJson.line(changes.whole(observation.state())));
                    begun = true;
                }
            } catch (AgentException e) {
                // The records cannot be read now: the page sees that nothing comes.
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static void send(OutputStream out, String name, String json) throws IOException {
        String message = "event: " + name + "\ndata: " + json + "\n\n";
        out.write(message.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
