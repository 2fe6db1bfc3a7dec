package dev.larry.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The run that the committed tree describes; a new run is a commit that changes id and startBy. */
public record Run(
        @Doc("The run's id.") @As(Syntax.RUN_ID) String id,
        @Doc("Past this instant an agent that has not begun leaves without touching anything.")
                Instant startBy,
        @Doc("The longest a run takes, convergence included.") Duration window,
        @Doc("What of the window is left for convergence after the last phase.")
                Duration convergence,
        @Doc("What a Job may take beyond the window before Kubernetes ends it.") @Default("5m")
                Duration grace,
        @Doc("How long a lease lasts unless renewed.") @Default("30s") Duration leaseTtl,
        @Doc("How often a task is tried.") @Default("3") int attempts,
        @Doc("How long keys and task records outlive the run.") @Default("7d") Duration keep,
        @Doc("What the run's own data must show.") Targets targets,
        @Doc("What else the whole run must achieve, one criterion a line; tasks evidence it.")
                List<String> success) {
    public Run {
        List<InvalidValueException> wrong = new ArrayList<>();
        success = List.copyOf(success);
        if (attempts < 1 || attempts > 20) {
            wrong.add(
                    new InvalidValueException(
                            "attempts", Integer.toString(attempts), "1 to 20", "correct it"));
        }
        if (leaseTtl.compareTo(Duration.ofSeconds(5)) < 0
                || leaseTtl.compareTo(Duration.ofMinutes(10)) > 0) {
            wrong.add(
                    new InvalidValueException(
                            "leaseTtl",
                            TimeSpans.format(leaseTtl),
                            "5s to 10m",
                            "use 30s unless the network is slow"));
        }
        if (window.isZero()) {
            wrong.add(
                    new InvalidValueException(
                            "window", "0s", "more than nothing", "say how long the run may take"));
        }
        InvalidValueException.throwAll(wrong);
    }
}
