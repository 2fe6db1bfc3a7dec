package dev.larry.agent.observer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import dev.larry.contract.AgentException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/**
 * The state as server-sent events, once a second: each {@code change} is what became different, the
 * first the whole, unless a page that lost its connection says which look it had last.
 *
 * <p>Source: HTML Living Standard, "Server-sent events".
 */
final class StateStream {
    private static final long PAUSE_MILLIS = 1_000;

    /** Pages that are open at a time; each holds a connection and a thread of its own. */
    private static final int MOST = 50;

    private final Changes changes;
    private final Semaphore room = new Semaphore(MOST);

    StateStream(Changes changes) {
        this.changes = changes;
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
            follow(out, exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    private void follow(OutputStream out, @Nullable String known)
            throws IOException, InterruptedException {
        String look = known;
        while (true) {
            try {
                Changes.Told told = changes.after(look);
                look = told.look();
                out.write(("event: change\nid: " + look + "\ndata: ").getBytes(UTF_8));
                out.write(told.json());
                out.write("\n\n".getBytes(UTF_8));
            } catch (AgentException e) {
                // The records cannot be read now: the page sees that nothing comes.
                out.write(":\n\n".getBytes(UTF_8));
                Thread.sleep(PAUSE_MILLIS);
            }
            out.flush();
        }
    }
}
