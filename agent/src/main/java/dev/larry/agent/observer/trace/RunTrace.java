package dev.larry.agent.observer.trace;

import dev.larry.agent.observer.trace.Span.Moment;
import dev.larry.agent.observer.trace.Span.Outcome;
import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Turns the events of a run into one trace: the run, in it each Larry's phase, in that each attempt
 * at a task. What else happened is a moment of the attempt, the phase or the run that it is about.
 * A span is handed over when it has ended.
 */
final class RunTrace {
    private final SpanIds ids;
    private final Spending spending;
    private final Consumer<Span> out;
    private final Map<String, OpenSpan> phases = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private @Nullable OpenSpan root;
    private boolean finished;

    /** One attempt at a task that goes on. */
    private record Attempt(OpenSpan span, String larry, long fence) {}

    /** What a task's worker has spent and may spend, as far as somebody knows. */
    interface Spending {
        /** Attributes for the span of an attempt of that task. */
        Map<String, Object> of(String larry, String task);
    }

    RunTrace(SpanIds ids, Spending spending, Consumer<Span> out) {
        this.ids = ids;
        this.spending = spending;
        this.out = out;
    }

    /** The run has begun. */
    void begin(Instant started, Map<String, Object> about) {
        if (root == null) {
            OpenSpan span = new OpenSpan(ids.span("run"), null, "run", started);
            about.forEach(span::with);
            root = span;
        }
    }

    boolean begun() {
        return root != null;
    }

    boolean finished() {
        return finished;
    }

    /** Takes an event in, in the order of the stream. */
    void add(Happening event) {
        OpenSpan run = root;
        if (run == null || finished) {
            return;
        }
        String larry = event.larry();
        String task = event.task();
        if (event.type().equals(EventKind.RUN_COMPLETE.wire())) {
            complete(run, event);
        } else if (larry != null && task != null) {
            ofTask(run, event, larry, task);
        } else if (larry != null && event.type().equals(EventKind.PHASE_STARTED.wire())) {
            phase(run, larry, event.at()).with("larry.tasks", number(event, "tasks"));
        } else if (larry != null && event.type().equals(EventKind.PHASE_COMPLETE.wire())) {
            ended(run, larry, event);
        } else if (!event.type().equals(EventKind.PROGRESS_UPDATE.wire())) {
            moment(place(run, larry, event.at()), event);
        }
    }

    /** The span that an event is a moment of: its Larry's phase while that goes on. */
    private OpenSpan place(OpenSpan run, @Nullable String larry, Instant at) {
        return larry == null || over.contains(larry) ? run : phase(run, larry, at);
    }

    private void ofTask(OpenSpan run, Happening event, String larry, String task) {
        boolean progress = event.type().equals(EventKind.PROGRESS_UPDATE.wire());
        Object state = event.data().get("state");
        Long fence = number(event, "fence");
        if (progress && "leased".equals(state)) {
            begun(run, event, larry, task, fence == null ? 0 : fence);
        } else if (progress && "done".equals(state)) {
            close(run, event, larry, task, fence, Outcome.OK, "");
        } else if (event.type().equals(EventKind.WORKER_FAILURE.wire())
                || event.type().equals(EventKind.LEASE_LOST.wire())) {
            String reason = String.valueOf(event.data().getOrDefault("reason", event.type()));
            close(run, event, larry, task, fence, Outcome.ERROR, reason);
        } else if (!progress) {
            Attempt attempt = attempts.get(task);
            moment(attempt == null ? place(run, larry, event.at()) : attempt.span(), event);
        }
    }

    private void begun(OpenSpan run, Happening event, String larry, String task, long fence) {
        Attempt before = attempts.remove(task);
        if (before != null) {
            // Nobody said how it ended: its worker was killed, or gave the task back.
            end(before, task, event.at(), Outcome.UNSET, "another attempt began");
        }
        attempts.put(
                task, new Attempt(open(run, larry, task, fence, event, event.at()), larry, fence));
    }

    private OpenSpan open(
            OpenSpan run, String larry, String task, long fence, Happening event, Instant at) {
        return new OpenSpan(
                        ids.span("task " + task + " " + fence),
                        phase(run, larry, at).id(),
                        "task " + task,
                        at)
                .with("larry.task", task)
                .with("larry.name", larry)
                .with("larry.fence", fence)
                .with("larry.attempt", number(event, "attempt"))
                .with("larry.owner", event.producer());
    }

    private void close(
            OpenSpan run,
            Happening event,
            String larry,
            String task,
            @Nullable Long fence,
            Outcome outcome,
            String message) {
        Attempt attempt = attempts.get(task);
        if (attempt != null && fence != null && fence == attempt.fence()) {
            attempts.remove(task);
        } else if (fence == null || attempt != null && fence < attempt.fence()) {
            // Of an attempt whose end was told before: it is a moment of the phase.
            moment(place(run, larry, event.at()), event);
            return;
        } else {
            // Its beginning is not in the stream: Redis may have lost it.
            OpenSpan span = open(run, larry, task, fence, event, event.at());
            attempt = new Attempt(span.with("larry.begin", "not known"), larry, fence);
        }
        if (!event.type().equals(EventKind.PROGRESS_UPDATE.wire())) {
            moment(attempt.span(), event);
        }
        end(attempt, task, event.at(), outcome, message);
    }

    private void end(Attempt attempt, String task, Instant at, Outcome outcome, String message) {
        spending.of(attempt.larry(), task).forEach(attempt.span()::with);
        attempt.span()
                .with(
                        "larry.result",
                        switch (outcome) {
                            case OK -> "done";
                            case ERROR -> "failed";
                            case UNSET -> "not told";
                        });
        out.accept(attempt.span().end(at, outcome, message));
    }

    /** The phase's span, begun by whatever is first heard of it. */
    private OpenSpan phase(OpenSpan run, String larry, Instant at) {
        return phases.computeIfAbsent(
                larry,
                none ->
                        new OpenSpan(ids.span("phase " + larry), run.id(), "phase " + larry, at)
                                .with("larry.name", larry));
    }

    private void ended(OpenSpan run, String larry, Happening event) {
        if (!over.add(larry)) {
            return;
        }
        boolean whole =
                !(event.data().get("dead") instanceof Iterable<?> dead)
                        || !dead.iterator().hasNext();
        OpenSpan span = phase(run, larry, event.at()).with("larry.done", number(event, "done"));
        out.accept(
                span.end(
                        event.at(),
                        whole ? Outcome.OK : Outcome.ERROR,
                        whole ? "" : "dead: " + event.data().get("dead")));
    }

    private void complete(OpenSpan run, Happening event) {
        moment(run, event);
        boolean clean = Boolean.TRUE.equals(event.data().get("clean"));
        run.with("larry.clean", clean);
        finish(event.at(), clean ? Outcome.OK : Outcome.ERROR, clean ? "" : "the run is not clean");
    }

    /** Ends what still goes on, the run last. */
    void finish(Instant at, Outcome outcome, String message) {
        OpenSpan run = root;
        if (run == null || finished) {
            return;
        }
        finished = true;
        attempts.forEach((task, attempt) ->
                end(attempt, task, at, Outcome.UNSET, "the run ended before it"));
        attempts.clear();
        phases.forEach((larry, span) -> {
            if (!over.contains(larry)) {
                out.accept(span.end(at, Outcome.ERROR, "it never ended"));
            }
        });
        out.accept(run.end(at, outcome, message));
    }

    private static void moment(OpenSpan span, Happening event) {
        Map<String, Object> attributes = new TreeMap<>();
        event.data()
                .forEach((name, value) ->
                        attributes.put(
                                "larry." + name,
                                value instanceof Number || value instanceof Boolean
                                        ? value
                                        : String.valueOf(value)));
        if (event.task() != null) {
            attributes.put("larry.task", event.task());
        }
        span.moment(new Moment(event.at(), event.type(), attributes));
    }

    private static @Nullable Long number(Happening event, String name) {
        return event.data().get(name) instanceof Number number ? number.longValue() : null;
    }
}
