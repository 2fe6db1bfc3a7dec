package dev.larry.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Earliest times, critical paths and slack of small runs worked out by hand. */
final class TimelineTest {
    @Test
    void aChainIsAsLongAsItsTasksTogether() {
        Timeline.Phase phase =
                schedule(
                                Samples.larry(
                                        "a",
                                        Samples.worker("scan", 10, 15),
                                        Samples.worker("fix", 12, 25, "scan"),
                                        Samples.worker("audit", 15, 20)))
                        .phases()
                        .getFirst();
        assertThat(phase.expectedEnd()).isEqualTo(minutes(22));
        assertThat(phase.critical().places())
                .extracting(Timeline.Place::worker)
                .containsExactly("scan", "fix");
        assertThat(phase.steps())
                .extracting(Timeline.Step::start)
                .containsExactly(minutes(0), minutes(10), minutes(0));
        assertThat(phase.steps())
                .extracting(Timeline.Step::slack)
                .containsExactly(minutes(0), minutes(0), minutes(7));
        assertThat(phase.steps())
                .extracting(Timeline.Step::critical)
                .containsExactly(true, true, false);
        assertThat(phase.margin()).isEqualTo(minutes(8));
    }

    @Test
    void aChainOfTimeoutsMayPassTheWindowWhereTheExpectedTimesFit() {
        Timeline.Phase phase =
                schedule(
                                Samples.larry(
                                        "a",
                                        Samples.worker("scan", 10, 15),
                                        Samples.worker("fix", 12, 25, "scan")))
                        .phases()
                        .getFirst();
        assertThat(phase.stretched().length()).isEqualTo(minutes(40));
        assertThat(phase.stretched().places())
                .extracting(Timeline.Place::worker)
                .containsExactly("scan", "fix");
        assertThat(phase.overrun()).isEqualTo(minutes(10));
    }

    @Test
    void aTaskMayWaitForAnotherLarrysAndPassItsUrgencyOn() {
        Timeline.Schedule schedule =
                schedule(
                        Samples.larry(
                                "a", Samples.worker("make", 5, 5), Samples.worker("long", 12, 15)),
                        Samples.larry("b", Samples.worker("use", 8, 10, "make")));
        Timeline.Phase second = schedule.phases().get(1);
        assertThat(second.critical().places()).hasToString("[a/make, b/use]");
        assertThat(second.expectedEnd()).isEqualTo(minutes(13));
        // Phase a could bear 7 minutes more of it, phase b none.
        assertThat(schedule.phases().getFirst().steps().getFirst().slack()).isZero();
        assertThat(schedule.expectedBarrier()).isEqualTo(minutes(13));
        assertThat(schedule.barrier()).isEqualTo(minutes(30));
        assertThat(schedule.end()).isEqualTo(minutes(40));
    }

    @Test
    void whoWaitsForATaskOfTwoLarrysWaitsForTheLaterOne() {
        Timeline.Schedule schedule =
                schedule(
                        Samples.larry(
                                "a", Samples.worker("one", "shared", "1k", minutes(4), minutes(9))),
                        Samples.larry(
                                "b", Samples.worker("two", "shared", "1k", minutes(6), minutes(9))),
                        Samples.larry("c", Samples.worker("last", 1, 2, "shared")));
        assertThat(schedule.phases().get(2).steps().getFirst().start()).isEqualTo(minutes(6));
    }

    @Test
    void tasksThatWaitForEachOtherAreNamedAsCyclesAcrossLarrysToo() {
        Timeline timeline =
                Timeline.of(
                        Samples.fleet(
                                Samples.larry(
                                        "a",
                                        Samples.worker("one", 1, 2, "three"),
                                        Samples.worker("free", 1, 2),
                                        Samples.worker("behind", 1, 2, "one")),
                                Samples.larry(
                                        "b",
                                        Samples.worker("two", 1, 2, "one"),
                                        Samples.worker("three", 1, 2, "two", "free"),
                                        Samples.worker("ping", 1, 2, "pong"),
                                        Samples.worker("pong", 1, 2, "ping"))));
        assertThat(timeline)
                .isInstanceOfSatisfying(
                        Timeline.Cyclic.class,
                        cyclic ->
                                assertThat(cyclic.cycles())
                                        .extracting(cycle -> cycle.places().toString())
                                        .containsExactly(
                                                "[a/one, b/two, b/three]", "[b/ping, b/pong]"));
    }

    @Test
    void aLarryWithoutWorkersEndsAtOnce() {
        Timeline.Phase phase = schedule(Samples.larry("a")).phases().getFirst();
        assertThat(phase.expectedEnd()).isZero();
        assertThat(phase.critical().places()).isEmpty();
    }

    @Test
    void tenThousandTasksInARowAreNoTrouble() {
        List<Worker> workers =
                IntStream.range(0, 10_000)
                        .mapToObj(i ->
                                i == 0
                                        ? Samples.worker("t0", 1, 1)
                                        : Samples.worker("t" + i, 1, 1, "t" + (i - 1)))
                        .toList();
        Timeline.Schedule schedule = schedule(Samples.larry("a", workers.toArray(Worker[]::new)));
        assertThat(schedule.expectedBarrier()).isEqualTo(minutes(10_000));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Timeline.Schedule schedule(Larry... larrys) {
        return (Timeline.Schedule) Timeline.of(Samples.fleet(larrys));
    }
}
