package dev.larry.model;

import java.time.Duration;
import java.util.List;

/**
 * When each task of a run starts and ends, counted from the start of the run, if every task takes
 * as long as expected and starts as soon as the tasks it waits for are done: the earliest schedule
 * and the slack of the critical path method. Where tasks wait for each other there is none.
 */
public sealed interface Timeline {
    /** The schedule of a fleet's run, or the cycles that prevent it. */
    static Timeline of(Fleet fleet) {
        return new Scheduler(TaskGraph.of(fleet)).timeline(fleet);
    }

    /** A worker and its task. One task id may have workers in several Larrys. */
    record Place(String larry, String worker, String task) {
        @Override
        public String toString() {
            return larry + "/" + worker;
        }
    }

    /** Tasks that wait for each other. */
    record Cyclic(List<Cycle> cycles) implements Timeline {
        public Cyclic {
            cycles = List.copyOf(cycles);
        }
    }

    /** Each place waits for the one before it, and the first for the last. */
    record Cycle(List<Place> places) {
        public Cycle {
            places = List.copyOf(places);
        }
    }

    /**
     * The schedule of a run.
     *
     * @param window how long the run may take
     * @param convergence what follows the barrier
     */
    record Schedule(List<Phase> phases, Duration window, Duration convergence) implements Timeline {
        public Schedule {
            phases = List.copyOf(phases);
        }

        /** When the last phase is expected to arrive at the barrier. */
        public Duration expectedBarrier() {
            return latest(phases.stream().map(Phase::expectedEnd).toList());
        }

        /** The end of the longest phase window, past which no phase holds the barrier up. */
        public Duration latestBarrier() {
            return latest(phases.stream().map(Phase::window).toList());
        }

        /** When the barrier opens at the latest: after the last expected end or window. */
        public Duration barrier() {
            return latest(List.of(expectedBarrier(), latestBarrier()));
        }

        /** When the run ends if the barrier opens at the latest. */
        public Duration end() {
            return barrier().plus(convergence);
        }

        private static Duration latest(List<Duration> times) {
            return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        }
    }

    /**
     * One Larry's phase.
     *
     * @param steps its tasks, in the order of its workers
     * @param critical the longest chain of expected durations, from the start of the run to the
     *     phase's expected end; it may lead through other Larrys' tasks
     * @param stretched the longest chain if every task took its whole timeout
     */
    record Phase(String larry, Duration window, List<Step> steps, Chain critical, Chain stretched) {
        public Phase {
            steps = List.copyOf(steps);
        }

        /** When its last task is expected to end. */
        public Duration expectedEnd() {
            return critical.length();
        }

        /** What of the window is left after the expected end; negative where it does not fit. */
        public Duration margin() {
            return window.minus(expectedEnd());
        }

        /** By how much a chain of timeouts would pass the window; zero where it cannot. */
        public Duration overrun() {
            Duration over = stretched.length().minus(window);
            return over.isNegative() ? Duration.ZERO : over;
        }
    }

    /** Tasks that follow each other, and how long they take together. */
    record Chain(List<Place> places, Duration length) {
        public Chain {
            places = List.copyOf(places);
        }
    }

    /**
     * One task.
     *
     * @param slack how much later it may end without moving the expected end of any phase
     */
    record Step(Place place, Duration start, Duration finish, Duration slack) {
        /** Whether a delay of this task delays a phase. */
        public boolean critical() {
            return slack.isZero();
        }

        /** How long it is expected to take. */
        public Duration expected() {
            return finish.minus(start);
        }
    }
}
