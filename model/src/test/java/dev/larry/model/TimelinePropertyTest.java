package dev.larry.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What holds of every schedule, and that a fleet has one exactly if no task waits for itself. */
final class TimelinePropertyTest {
    @Property
    void everyTaskStartsAfterAllItWaitsForAndNoLater(@ForAll("acyclic") Fleet fleet) {
        Map<String, Timeline.Step> steps = steps(schedule(fleet));
        assertThat(steps).hasSize(fleet.workers().size());
        for (Worker worker : fleet.workers()) {
            Timeline.Step step = step(steps, worker.task().id());
            Duration ready =
                    worker.after().stream()
                            .map(task -> step(steps, task).finish())
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO);
            assertThat(step.start()).isEqualTo(ready);
            assertThat(step.expected()).isEqualTo(worker.expected());
            assertThat(step.slack()).isGreaterThanOrEqualTo(Duration.ZERO);
        }
    }

    @Property
    void theCriticalPathIsAsLongAsThePhaseAndHasNoSlack(@ForAll("acyclic") Fleet fleet) {
        Timeline.Schedule schedule = schedule(fleet);
        Map<String, Timeline.Step> steps = steps(schedule);
        for (Timeline.Phase phase : schedule.phases()) {
            Duration length = Duration.ZERO;
            for (Timeline.Place place : phase.critical().places()) {
                Timeline.Step step = step(steps, place.task());
                assertThat(step.start()).isEqualTo(length);
                assertThat(step.slack()).isZero();
                length = step.finish();
            }
            assertThat(length).isEqualTo(phase.expectedEnd());
            assertThat(phase.steps())
                    .allMatch(step -> step.finish().compareTo(phase.expectedEnd()) <= 0);
            assertThat(phase.stretched().length()).isGreaterThanOrEqualTo(phase.expectedEnd());
        }
    }

    @Property(tries = 200)
    void aTaskThatTakesItsSlackMoreMovesNoPhase(@ForAll("acyclic") Fleet fleet) {
        Timeline.Schedule schedule = schedule(fleet);
        for (Timeline.Step step : steps(schedule).values()) {
            assertThat(ends(longer(fleet, step, step.slack()))).isEqualTo(ends(fleet));
            assertThat(ends(longer(fleet, step, step.slack().plusSeconds(1))))
                    .isNotEqualTo(ends(fleet));
        }
    }

    @Property
    void eachCycleIsOneAndNoCycleIsMissed(@ForAll("any") Fleet fleet) {
        switch (Timeline.of(fleet)) {
            case Timeline.Schedule schedule -> assertThat(cyclic(fleet)).isFalse();
            case Timeline.Cyclic found -> {
                assertThat(cyclic(fleet)).isTrue();
                assertThat(found.cycles()).isNotEmpty();
                for (Timeline.Cycle cycle : found.cycles()) {
                    for (int i = 0; i < cycle.places().size(); i++) {
                        String task = cycle.places().get(i).task();
                        String next = cycle.places().get((i + 1) % cycle.places().size()).task();
                        assertThat(worker(fleet, next).after()).contains(task);
                    }
                }
            }
        }
    }

    @Provide
    Arbitrary<Fleet> acyclic() {
        return fleets(true);
    }

    @Provide
    Arbitrary<Fleet> any() {
        return fleets(false);
    }

    private static Arbitrary<Fleet> fleets(boolean acyclic) {
        return Arbitraries.randomValue(random -> fleet(random, acyclic));
    }

    private static Fleet fleet(Random random, boolean acyclic) {
        int tasks = 1 + random.nextInt(12);
        int larrys = 1 + random.nextInt(3);
        List<List<Worker>> workers = new ArrayList<>();
        for (int i = 0; i < larrys; i++) {
            workers.add(new ArrayList<>());
        }
        for (int i = 0; i < tasks; i++) {
            Set<String> after = new HashSet<>();
            int others = random.nextInt(3);
            for (int j = 0; j < others; j++) {
                int other = random.nextInt(acyclic ? Math.max(i, 1) : tasks);
                if (other != i) {
                    after.add("t" + other);
                }
            }
            int expected = random.nextInt(10);
            workers.get(random.nextInt(larrys))
                    .add(
                            Samples.worker(
                                    "t" + i,
                                    expected,
                                    expected + 1 + random.nextInt(5),
                                    after.toArray(String[]::new)));
        }
        List<Larry> all = new ArrayList<>();
        for (int i = 0; i < larrys; i++) {
            all.add(Samples.larry("l" + i, workers.get(i).toArray(Worker[]::new)));
        }
        return Samples.fleet(all.toArray(Larry[]::new));
    }

    /** Whether some task can reach itself: decided another way than the code under test does. */
    private static boolean cyclic(Fleet fleet) {
        Map<String, Set<String>> reach = new HashMap<>();
        fleet.workers()
                .forEach(worker -> reach.put(worker.task().id(), new HashSet<>(worker.after())));
        for (int round = 0; round < reach.size(); round++) {
            for (Set<String> tasks : reach.values()) {
                for (String task : List.copyOf(tasks)) {
                    tasks.addAll(reach.getOrDefault(task, Set.of()));
                }
            }
        }
        return reach.entrySet().stream()
                .anyMatch(entry -> entry.getValue().contains(entry.getKey()));
    }

    private static Fleet longer(Fleet fleet, Timeline.Step step, Duration by) {
        List<Larry> larrys =
                fleet.larrys().stream()
                        .map(larry ->
                                Samples.larry(
                                        larry.name(),
                                        larry.workers().stream()
                                                .map(worker ->
                                                        worker.task()
                                                                        .id()
                                                                        .equals(step.place().task())
                                                                ? Samples.worker(
                                                                        worker.name(),
                                                                        worker.task().id(),
                                                                        "1k",
                                                                        worker.expected().plus(by),
                                                                        worker.timeout().plus(by),
                                                                        worker.after()
                                                                                .toArray(
                                                                                        String[]
                                                                                                ::new))
                                                                : worker)
                                                .toArray(Worker[]::new)))
                        .toList();
        return Samples.fleet(larrys.toArray(Larry[]::new));
    }

    private static List<Duration> ends(Fleet fleet) {
        return schedule(fleet).phases().stream().map(Timeline.Phase::expectedEnd).toList();
    }

    private static Timeline.Schedule schedule(Fleet fleet) {
        return (Timeline.Schedule) Timeline.of(fleet);
    }

    private static Map<String, Timeline.Step> steps(Timeline.Schedule schedule) {
        Map<String, Timeline.Step> steps = new HashMap<>();
        schedule.phases()
                .forEach(phase ->
                        phase.steps().forEach(step -> steps.put(step.place().task(), step)));
        return steps;
    }

    private static Timeline.Step step(Map<String, Timeline.Step> steps, String task) {
        Timeline.Step step = steps.get(task);
        if (step == null) {
            throw new AssertionError("no step for " + task);
        }
        return step;
    }

    private static Worker worker(Fleet fleet, String task) {
        return fleet.workers().stream()
                .filter(worker -> worker.task().id().equals(task))
                .findFirst()
                .orElseThrow();
    }
}
