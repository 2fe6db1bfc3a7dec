package dev.larry.agent.report;

import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How well a Larry's workers were used.
 *
 * @param workers pods that hold CPU and memory through the phase
 * @param working all tasks' times together
 * @param share of what the workers had, in percent; none: the phase's time is not known
 * @param wasted attempts that ended without a commit
 * @param tokensPerTask spent for each task done; none: nothing is known to be spent
 */
public record Efficiency(
        String larry,
        long workers,
        String working,
        @Nullable String share,
        long wasted,
        @Nullable String tokensPerTask) {
    static Efficiency of(PhaseReport phase) {
        long workers =
                phase.tasks().stream()
                        .filter(task -> !task.master())
                        .map(TaskReport::worker)
                        .distinct()
                        .count();
        long millis =
                phase.tasks().stream()
                        .map(TaskReport::tookMillis)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum();
        long done = phase.tasks().stream().filter(Lessons::done).count();
        long starts = phase.tasks().stream().mapToLong(TaskReport::attempts).sum();
        boolean counted = phase.tasks().stream().anyMatch(task -> task.used() != null);
        return new Efficiency(
                phase.larry(),
                workers,
                Spans.of(millis),
                share(phase, workers, millis),
                starts - done,
                counted && done > 0
                        ? String.format(Locale.ROOT, "%,d", Lessons.used(phase) / done)
                        : null);
    }

    private static @Nullable String share(PhaseReport phase, long workers, long millis) {
        if (phase.began() == null || phase.ended() == null || workers == 0) {
            return null;
        }
        long had = Duration.between(phase.began(), phase.ended()).toMillis() * workers;
        return had <= 0 ? null : Math.round(100.0 * millis / had) + " %";
    }
}
