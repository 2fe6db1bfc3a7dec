package dev.larry.agent.events;

import dev.larry.contract.AgentException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes events on a thread of its own, so that a slow Redis never holds up a task's output. While
 * Redis is away for longer than a call's patience they go elsewhere; when the queue is full they
 * are given up and counted.
 */
public final class EventQueue implements AutoCloseable {
    private static final int ROOM = 1_000;
    private static final Duration AWAY = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(ROOM);
    private final EventStream stream;
    private final Log log;
    private final Consumer<Event> elsewhere;
    private final Thread writer;
    private volatile boolean closing;
    private volatile long awayUntil = System.nanoTime();
    private volatile @Nullable AgentException failure;
    private volatile long lost;

    /**
     * @param elsewhere keeps events while Redis is away; may fail as an ending agent does
     */
    public EventQueue(EventStream stream, Log log, Consumer<Event> elsewhere) {
        this.stream = stream;
        this.log = log;
        this.elsewhere = elsewhere;
        this.writer = Thread.ofPlatform().daemon().name("events").start(this::write);
    }

    /** Hands over an event; never waits. */
    public synchronized void offer(Event event) {
        if (closing || !waiting.offer(event)) {
            lost++;
        }
    }

    private void write() {
        try {
            while (!closing || !waiting.isEmpty()) {
                Event event = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    write(event);
                }
            }
        } catch (InterruptedException e) {
            lost += waiting.size();
        }
    }

    private void write(Event event) {
        if (System.nanoTime() - awayUntil < 0) {
            keep(event);
            return;
        }
        try {
            stream.append(event);
        } catch (AgentException e) {
            // Its number stays used, so that readers see the gap.
            stream.producer().used(stream.producer().next());
            awayUntil = System.nanoTime() + AWAY.toNanos();
            log.warn("event not written: " + e.getMessage());
            keep(event);
        }
    }

    private void keep(Event event) {
        try {
            elsewhere.accept(event);
        } catch (AgentException e) {
            lost++;
            failure = e;
            log.warn("event given up: " + e.getMessage());
        }
    }

    /** Why an event could not even be kept elsewhere. */
    public Optional<AgentException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Writes what waits, for a few seconds at most, and ends; nothing is written afterwards. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!writer.join(LAST_WORDS)) {
                writer.interrupt();
                writer.join();
            }
        } catch (InterruptedException e) {
            writer.interrupt();
            Thread.currentThread().interrupt();
        }
        if (lost > 0) {
            log.warn("events given up: " + lost);
        }
    }
}
