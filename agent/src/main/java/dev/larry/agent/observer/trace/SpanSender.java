package dev.larry.agent.observer.trace;

import dev.larry.agent.events.Log;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans on a thread of its own. A collector that is away or refuses disturbs nobody: what
 * waits is bounded, what is beyond that is given up, and it is said once.
 */
final class SpanSender implements AutoCloseable {
    private static final int ROOM = 4_096;
    private static final int AT_ONCE = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    /** Those that may pass. Source: OTLP specification, "OTLP/HTTP Response", retryable codes. */
    private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(ROOM);
    private final Collector collector;
    private final OtlpJson json;
    private final Log log;
    private final HttpClient client;
    private final Thread sender;
    private volatile boolean closing;
    private boolean warned;
    private volatile long lost;

    SpanSender(Collector collector, OtlpJson json, Log log) {
        this.collector = collector;
        this.json = json;
        this.log = log;
        this.client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        this.sender = Thread.ofPlatform().daemon().name("trace-sender").start(this::send);
    }

    /** Hands over a span; never waits. */
    void offer(Span span) {
        if (closing || !waiting.offer(span)) {
            lost++;
        }
    }

    private void send() {
        try {
            List<Span> batch = new ArrayList<>();
            Duration pause = Duration.ofSeconds(1);
            while (!closing || !waiting.isEmpty()) {
                Span first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                waiting.drainTo(batch, AT_ONCE - 1);
                while (!taken(batch)) {
                    if (closing) {
                        lost += batch.size();
                        break;
                    }
                    Thread.sleep(pause);
                    Duration longer = pause.multipliedBy(2);
                    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
                }
                pause = Duration.ofSeconds(1);
                batch.clear();
            }
        } catch (InterruptedException e) {
            // Told to end: what waits is given up, and close says so.
        }
    }

    /** Whether these need not be sent again: they are there, or never will be. */
    private boolean taken(List<Span> spans) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(collector.address())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.body(spans)));
        collector.headers().forEach(request::setHeader);
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                return true;
            }
            warn("answered " + answer.statusCode());
            if (AGAIN.contains(answer.statusCode())) {
                return false;
            }
            lost += spans.size();
            return true;
        } catch (IOException e) {
            warn(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            return false;
        }
    }

    private void warn(String why) {
        if (!warned) {
            warned = true;
            log.warn(
                    "the trace is not taken by "
                            + collector.address()
                            + ": "
                            + why
                            + "; the run goes on without, and this is said once");
        }
    }

    /** Sends what waits, for a few seconds at most. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!sender.join(LAST_WORDS)) {
                sender.interrupt();
                sender.join();
            }
        } catch (InterruptedException e) {
            sender.interrupt();
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
        long given = lost + waiting.size();
        if (given > 0) {
            log.warn("spans given up: " + given);
        }
    }
}
