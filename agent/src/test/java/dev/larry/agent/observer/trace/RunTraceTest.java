package dev.larry.agent.observer.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.larry.agent.observer.trace.Span.Moment;
import dev.larry.agent.observer.trace.Span.Outcome;
import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events of a run become its spans. */
final class RunTraceTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private final List<Span> spans = new ArrayList<>();
    private final RunTrace trace = trace(spans);
    private int events;

    @Test
    void a_run_holds_its_phases_and_a_phase_the_attempts_of_its_tasks() {
        begin();
        event(1, EventKind.PHASE_STARTED, "larry-01", null, Map.of("tasks", 1));
        leased(2, "scan", 1);
        event(9, EventKind.PROGRESS_UPDATE, "larry-01", "scan", Map.of("percent", 50, "fence", 1));
        done(12, "scan", 1);
        event(13, EventKind.PHASE_COMPLETE, "larry-01", null, Map.of("done", 1, "dead", List.of()));
        event(15, EventKind.RUN_COMPLETE, null, null, Map.of("clean", true));

        assertThat(spans)
                .extracting(Span::name, span -> seconds(span.start()), span -> seconds(span.end()))
                .containsExactly(
                        tuple("task scan", 2L, 12L),
                        tuple("phase larry-01", 1L, 13L),
                        tuple("run", 0L, 15L));
        assertThat(spans).extracting(Span::outcome).containsOnly(Outcome.OK);
        assertThat(spans.getFirst().parent()).isEqualTo(spans.get(1).id());
        assertThat(spans.get(1).parent()).isEqualTo(spans.get(2).id());
        assertThat(spans.get(2).parent()).isNull();
        assertThat(spans.getFirst().attributes())
                .containsEntry("larry.fence", 1L)
                .containsEntry("larry.result", "done")
                .containsEntry("larry.tokens.spent", 700L);
        assertThat(trace.finished()).isTrue();
    }

    @Test
    void each_attempt_is_a_span_of_its_own_and_what_went_wrong_is_its_status() {
        begin();
        leased(1, "scan", 1);
        event(
                5,
                EventKind.LEASE_LOST,
                "larry-01",
                "scan",
                Map.of("fence", 1, "reason", "stood still"));
        leased(6, "scan", 2);
        leased(8, "scan", 3);
        done(9, "scan", 3);

        assertThat(spans)
                .extracting(
                        span -> span.attributes().get("larry.fence"), Span::outcome, Span::message)
                .containsExactly(
                        tuple(1L, Outcome.ERROR, "stood still"),
                        tuple(2L, Outcome.UNSET, "another attempt began"),
                        tuple(3L, Outcome.OK, ""));
        assertThat(spans).extracting(Span::id).doesNotHaveDuplicates();
        assertThat(spans.getFirst().moments())
                .extracting(Moment::name)
                .containsExactly("lease_lost");
    }

    @Test
    void a_late_word_of_an_old_attempt_does_not_end_the_new_one() {
        begin();
        leased(1, "scan", 1);
        leased(6, "scan", 2);
        event(7, EventKind.LEASE_LOST, "larry-01", "scan", Map.of("fence", 1, "reason", "stale"));
        done(9, "scan", 2);

        assertThat(spans)
                .extracting(span -> span.attributes().get("larry.fence"), Span::outcome)
                .containsExactly(tuple(1L, Outcome.UNSET), tuple(2L, Outcome.OK));
    }

    @Test
    void grants_are_moments_of_the_phase_and_what_concerns_all_of_the_run() {
        begin();
        event(1, EventKind.PHASE_STARTED, "larry-01", null, Map.of("tasks", 1));
        event(2, EventKind.RESERVE_GRANTED, "larry-01", null, Map.of("tokens", 500));
        event(3, EventKind.EPOCH_CHANGED, null, null, Map.of("epoch", 2));
        trace.finish(START.plusSeconds(60), Outcome.ERROR, "nobody said that it is complete");

        assertThat(spans).extracting(Span::name).containsExactly("phase larry-01", "run");
        assertThat(spans.getFirst().moments())
                .extracting(Moment::name)
                .containsExactly("reserve_granted");
        assertThat(spans.getFirst().moments().getFirst().attributes())
                .containsEntry("larry.tokens", 500);
        assertThat(spans.getFirst().message()).isEqualTo("it never ended");
        assertThat(spans.getLast().moments())
                .extracting(Moment::name)
                .containsExactly("epoch_changed");
    }

    @Test
    void an_observer_that_starts_anew_makes_the_same_ids() {
        List<Span> again = new ArrayList<>();
        begin();
        leased(1, "scan", 1);
        done(2, "scan", 1);
        RunTrace other = trace(again);
        other.begin(START, Map.of());
        events = 0;
        other.add(
                happening(
                        1,
                        EventKind.PROGRESS_UPDATE,
                        "scan",
                        Map.of("state", "leased", "fence", 1)));
        other.add(
                happening(
                        2, EventKind.PROGRESS_UPDATE, "scan", Map.of("state", "done", "fence", 1)));

        assertThat(again.getFirst().id()).isEqualTo(spans.getFirst().id()).hasSize(16);
        assertThat(new SpanIds("env\nr-1").trace())
                .hasSize(32)
                .isEqualTo(new SpanIds("env\nr-1").trace());
        assertThat(new SpanIds("env\nr-2").trace()).isNotEqualTo(new SpanIds("env\nr-1").trace());
    }

    @Test
    void an_attempt_whose_beginning_was_lost_is_told_all_the_same() {
        begin();
        done(9, "scan", 4);

        assertThat(spans).hasSize(1);
        assertThat(spans.getFirst().attributes())
                .containsEntry("larry.begin", "not known")
                .containsEntry("larry.fence", 4L);
    }

    @Test
    void moments_beyond_the_limit_are_counted() {
        begin();
        for (int i = 0; i < 130; i++) {
            event(1, EventKind.EPOCH_CHANGED, null, null, Map.of("epoch", i));
        }
        trace.finish(START.plusSeconds(2), Outcome.OK, "");

        assertThat(spans.getFirst().moments()).hasSize(128);
        assertThat(spans.getFirst().dropped()).isEqualTo(2);
    }

    private static RunTrace trace(List<Span> out) {
        return new RunTrace(
                new SpanIds("env\nr-1"),
                (larry, task) -> Map.of("larry.tokens.spent", 700L),
                out::add);
    }

    private void begin() {
        trace.begin(START, Map.of("larry.run", "r-1"));
    }

    private void leased(int second, String task, long fence) {
        event(
                second,
                EventKind.PROGRESS_UPDATE,
                "larry-01",
                task,
                Map.of("state", "leased", "fence", fence, "attempt", fence));
    }

    private void done(int second, String task, long fence) {
        event(
                second,
                EventKind.PROGRESS_UPDATE,
                "larry-01",
                task,
                Map.of("state", "done", "fence", fence, "percent", 100));
    }

    private void event(
            int second,
            EventKind kind,
            @Nullable String larry,
            @Nullable String task,
            Map<String, Object> data) {
        trace.add(
                new Happening(
                        "0-" + events,
                        kind.wire(),
                        START.plusSeconds(second),
                        "worker",
                        ++events,
                        larry,
                        task,
                        data));
    }

    private Happening happening(int second, EventKind kind, String task, Map<String, Object> data) {
        return new Happening(
                "0-" + events,
                kind.wire(),
                START.plusSeconds(second),
                "worker",
                ++events,
                "larry-01",
                task,
                data);
    }

    private static long seconds(Instant at) {
        return at.getEpochSecond() - START.getEpochSecond();
    }
}
