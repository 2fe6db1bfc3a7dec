package dev.larry.check.fleet;

import dev.larry.check.rule.FleetCheck;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Run;
import dev.larry.model.TimeSpans;
import dev.larry.model.Timeline;
import dev.larry.model.Worker;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Expected durations against windows, windows against the run, leases against both. */
final class TimelineCheck implements FleetCheck {
    private static final String METHOD = "The critical path method over what tasks wait for";
    private static final String RUN = "The run: phases, a barrier, convergence";

    static final Rule CYCLE =
            Rule.error(
                    "timeline/cycle",
                    "No tasks wait for each other.",
                    "None of them would ever start.",
                    "remove one of these after",
                    METHOD);
    static final Rule PHASE_WINDOW =
            Rule.error(
                    "timeline/phase-window",
                    "A phase's critical path fits its window by expected durations.",
                    "The phase would arrive at the barrier as degraded even if all went as"
                            + " expected.",
                    "raise the window, or let tasks run side by side",
                    METHOD);
    static final Rule RUN_WINDOW =
            Rule.error(
                    "timeline/run-window",
                    "The longest phase window and convergence fit the run's window.",
                    "The run would end before the reports are converged.",
                    "raise run.window or lower a phase's",
                    RUN);
    static final Rule TIMEOUT =
            Rule.warning(
                    "timeline/timeout",
                    "A task's timeout is at most its phase's window.",
                    "The agent caps a timeout by what is left of the window, so the figure in the"
                            + " file never holds.",
                    "lower the timeout or raise the window",
                    RUN);
    static final Rule LEASE =
            Rule.warning(
                    "timeline/lease",
                    "After a crash a task's lease lapses early enough to do the task again.",
                    "A lease that outlasts the window keeps everybody from a task whose worker is"
                            + " gone.",
                    "lower run.leaseTtl; leases are renewed while the task runs",
                    "Leases with fencing tokens: only a renewed lease is held");
    static final Rule GRACE =
            Rule.warning(
                    "timeline/grace",
                    "Jobs may outlive the run's window by at least one lease.",
                    "activeDeadlineSeconds is window + grace: Kubernetes would end a Job before it"
                            + " could give back its lease and report.",
                    "raise run.grace to run.leaseTtl or more",
                    "Kubernetes documentation, \"Jobs\" (activeDeadlineSeconds)");
    static final Rule KEEP =
            Rule.error(
                    "timeline/keep",
                    "Keys and task records outlive the run.",
                    "A record that expires during the run lets a task be done twice.",
                    "raise run.keep",
                    RUN);

    static final List<Rule> RULES =
            List.of(CYCLE, PHASE_WINDOW, RUN_WINDOW, TIMEOUT, LEASE, GRACE, KEEP);

    @Override
    public void check(Fleet fleet, Places places, Consumer<Finding> findings) {
        if (Timeline.of(fleet) instanceof Timeline.Schedule schedule) {
            Map<Timeline.Place, Timeline.Step> steps = new HashMap<>();
            schedule.phases()
                    .forEach(phase -> phase.steps().forEach(step -> steps.put(step.place(), step)));
            for (Timeline.Phase phase : schedule.phases()) {
                phase(phase, steps, places, findings);
            }
        }
        run(fleet, places, findings);
        for (Larry larry : fleet.larrys()) {
            for (Worker worker : larry.workers()) {
                worker(larry, worker, places, findings);
            }
            lease(fleet.run(), larry, places, findings);
        }
    }

    private static void phase(
            Timeline.Phase phase,
            Map<Timeline.Place, Timeline.Step> steps,
            Places places,
            Consumer<Finding> findings) {
        if (!phase.margin().isNegative()) {
            return;
        }
        String path =
                phase.critical().places().stream()
                        .map(place -> shown(place, phase.larry(), steps.get(place)))
                        .collect(Collectors.joining(" -> "));
        findings.accept(
                PHASE_WINDOW.at(
                        places.of(Paths.larry(phase.larry()) + ".window"),
                        "critical path "
                                + path
                                + " = "
                                + TimeSpans.format(phase.expectedEnd())
                                + ", "
                                + TimeSpans.format(phase.margin().negated())
                                + " past the window of "
                                + TimeSpans.format(phase.window()),
                        "at least " + TimeSpans.format(phase.expectedEnd())));
    }

    private static String shown(Timeline.Place place, String larry, Timeline.@Nullable Step step) {
        String name = place.larry().equals(larry) ? place.worker() : place.toString();
        return step == null
                ? name
                : name
                        + " "
                        + TimeSpans.format(step.start())
                        + "-"
                        + TimeSpans.format(step.finish());
    }

    private static void run(Fleet fleet, Places places, Consumer<Finding> findings) {
        Run run = fleet.run();
        Larry longest =
                fleet.larrys().stream().max(Comparator.comparing(Larry::window)).orElseThrow();
        Duration end = longest.window().plus(run.convergence());
        if (end.compareTo(run.window()) > 0) {
            findings.accept(
                    RUN_WINDOW.at(
                            places.of("run.window"),
                            longest.name()
                                    + " "
                                    + TimeSpans.format(longest.window())
                                    + " + convergence "
                                    + TimeSpans.format(run.convergence())
                                    + " = "
                                    + TimeSpans.format(end)
                                    + ", window "
                                    + TimeSpans.format(run.window()),
                            "at least " + TimeSpans.format(end)));
        }
        if (run.grace().compareTo(run.leaseTtl()) < 0) {
            findings.accept(
                    GRACE.at(
                            places.of("run.grace"),
                            TimeSpans.format(run.grace()),
                            "at least leaseTtl, " + TimeSpans.format(run.leaseTtl())));
        }
        Duration jobs = run.window().plus(run.grace());
        if (run.keep().compareTo(jobs) < 0) {
            findings.accept(
                    KEEP.at(
                            places.of("run.keep"),
                            TimeSpans.format(run.keep()),
                            "at least window + grace = " + TimeSpans.format(jobs)));
        }
    }

    private static void worker(
            Larry larry, Worker worker, Places places, Consumer<Finding> findings) {
        if (worker.timeout().compareTo(larry.window()) > 0) {
            findings.accept(
                    TIMEOUT.at(
                            places.of(Paths.worker(larry, worker) + ".timeout"),
                            TimeSpans.format(worker.timeout()),
                            "at most the phase's window, " + TimeSpans.format(larry.window())));
        }
    }

    private static void lease(Run run, Larry larry, Places places, Consumer<Finding> findings) {
        larry.workers().stream()
                .filter(worker -> worker.expected().compareTo(larry.window()) <= 0)
                .max(Comparator.comparing(Worker::expected))
                .filter(worker ->
                        worker.expected().plus(run.leaseTtl()).compareTo(larry.window()) > 0)
                .ifPresent(worker ->
                        findings.accept(
                                LEASE.at(
                                        places.of("run.leaseTtl"),
                                        TimeSpans.format(run.leaseTtl())
                                                + " + "
                                                + larry.name()
                                                + "/"
                                                + worker.name()
                                                + " "
                                                + TimeSpans.format(worker.expected())
                                                + " is past the window of "
                                                + TimeSpans.format(larry.window()),
                                        "at most "
                                                + TimeSpans.format(
                                                        larry.window().minus(worker.expected())))));
    }
}
