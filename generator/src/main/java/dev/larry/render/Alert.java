package dev.larry.render;

import dev.larry.contract.Metric;
import dev.larry.model.Fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One alert.
 *
 * @param lasting how long the expression must hold
 * @param severity critical: the promise of a run is at risk; warning: somebody should look; info
 */
public record Alert(
        String name,
        String expression,
        Duration lasting,
        String severity,
        String summary,
        String description) {
    /** Where each alert has a section of its name. */
    public static final String RUNBOOKS = "docs/runbooks.md";

    private static final String LARRY = "larry";

    /** The holder under which a Larry's whole budget is exported, beside those of its agents. */
    static final String WHOLE = "larry";

    private static final String OF_LARRY = "{{ $labels.larry }}";

    /** Every alert of an environment. */
    public static List<Alert> of(Fleet fleet) {
        List<Alert> alerts = new ArrayList<>();
        phases(alerts);
        tokens(alerts);
        redis(alerts, fleet);
        return List.copyOf(alerts);
    }

    /** The section that says what to do. */
    String runbook() {
        return RUNBOOKS + "#" + name.toLowerCase(Locale.ROOT);
    }

    private static void phases(List<Alert> alerts) {
        String running = "\nand on () " + Promql.of(Metric.RUN_ACTIVE).max() + " == 1";
        alerts.add(
                new Alert(
                        "LarryPhaseStalled",
                        Promql.of(Metric.TASKS_TOTAL).max(LARRY)
                                + " > "
                                + Promql.of(Metric.TASKS_COMPLETED)
                                        .sumOfMax(List.of(LARRY), List.of(LARRY, "state"))
                                + "\nand on (larry) "
                                + Promql.of(Metric.WORKERS_ACTIVE).max(LARRY)
                                + " == 0"
                                + running,
                        Duration.ofMinutes(5),
                        "warning",
                        OF_LARRY + " has tasks left, but nobody works on them",
                        "No worker of "
                                + OF_LARRY
                                + " has held a lease for 5 minutes while its phase is not done."));
        alerts.add(
                new Alert(
                        "LarryRunOverWindow",
                        "time() - "
                                + Promql.of(Metric.RUN_STARTED).max()
                                + " > "
                                + Promql.of(Metric.RUN_WINDOW).max()
                                + running,
                        Duration.ofMinutes(1),
                        "critical",
                        "The run is open longer than its window",
                        "The run began {{ $value | humanizeDuration }} ago and is still open."));
        alerts.add(
                new Alert(
                        "LarryLeaseLost",
                        Promql.of(Metric.LEASES_LOST).increase("10m", LARRY) + " > 0",
                        Duration.ZERO,
                        "warning",
                        "A worker of " + OF_LARRY + " lost its lease",
                        "A lease ended under its holder; the task was stopped there and may begin"
                                + " again elsewhere."));
        alerts.add(
                new Alert(
                        "LarryStaleCommitRefused",
                        Promql.of(Metric.STALE_COMMITS).increase("10m", LARRY) + " > 0",
                        Duration.ZERO,
                        "info",
                        "A late result of " + OF_LARRY + " was refused",
                        "A worker came back with an old fence. Nothing was done twice, but its work"
                                + " is lost."));
        alerts.add(
                new Alert(
                        "LarryEventsMissing",
                        Promql.of(Metric.EVENT_GAPS).increase("10m", LARRY) + " > 0",
                        Duration.ZERO,
                        "warning",
                        "Events of " + OF_LARRY + " are missing",
                        "The stream has a gap; the report of this run names it."));
    }

    private static void tokens(List<Alert> alerts) {
        List<String> holders = List.of(LARRY, "holder");
        alerts.add(
                new Alert(
                        "LarryTokenBudgetNearlySpent",
                        Promql.of(Metric.TOKENS_USED).sumOfMax(List.of(LARRY), holders)
                                + "\n/ "
                                + Promql.of(Metric.TOKENS_BUDGET).where("holder", WHOLE).max(LARRY)
                                + " > 0.9",
                        Duration.ZERO,
                        "warning",
                        OF_LARRY + " has spent {{ $value | humanizePercentage }} of its tokens",
                        "Above 90 % the next reservations may be refused or need the emergency"
                                + " reserve."));
        alerts.add(
                new Alert(
                        "LarryReserveGranted",
                        Promql.of(Metric.RESERVE_GRANTED).increase("15m", LARRY) + " > 0",
                        Duration.ZERO,
                        "warning",
                        OF_LARRY + " draws on the emergency reserve",
                        "{{ $value | humanize }} tokens were granted; the event of the grant says"
                                + " why."));
    }

    private static void redis(List<Alert> alerts, Fleet fleet) {
        alerts.add(
                new Alert(
                        "LarryRedisDown",
                        Promql.of(Metric.REDIS_UP).min() + " == 0",
                        Duration.ofMinutes(1),
                        "critical",
                        "Redis takes no writes",
                        "An agent cannot write to Redis: no new lease is granted, running tasks"
                                + " keep a journal."));
        int acknowledgements = fleet.redis().acknowledgements();
        if (acknowledgements > 0) {
            alerts.add(
                    new Alert(
                            "LarryRedisNotDurable",
                            Promql.of(Metric.REDIS_REPLICAS).min() + " < " + acknowledgements,
                            Duration.ofMinutes(1),
                            "critical",
                            "Too few replicas acknowledge writes",
                            "{{ $value }} of "
                                    + acknowledgements
                                    + " replicas acknowledge; leases and commits are refused until"
                                    + " they do."));
        }
        alerts.add(
                new Alert(
                        "LarryRedisLostWrites",
                        Promql.of(Metric.EPOCH).max() + " > 1",
                        Duration.ZERO,
                        "warning",
                        "Redis may have lost writes in this run",
                        "The epoch is {{ $value }}; state was rebuilt from the task records."));
        alerts.add(
                new Alert(
                        "LarryFallback",
                        Promql.of(Metric.FALLBACK).max(LARRY) + " == 1",
                        Duration.ofMinutes(1),
                        "critical",
                        OF_LARRY + " keeps a journal because Redis is away",
                        "Results and events go to its volume and are replayed when Redis is"
                                + " back."));
    }
}
