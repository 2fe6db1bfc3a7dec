package dev.larry.agent.report;

import java.time.Duration;
import java.util.Locale;

/** Measured times as people read them: tenths of a second below a minute, seconds above. */
final class Spans {
    private Spans() {}

    static String of(long millis) {
        return of(Duration.ofMillis(millis));
    }

    static String of(Duration span) {
        if (span.isNegative()) {
            return "-" + of(span.negated());
        }
        if (span.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
        }
        if (span.compareTo(Duration.ofHours(1)) < 0) {
            return String.format(
                    Locale.ROOT, "%d min %02d s", span.toMinutes(), span.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%d h %02d min", span.toHours(), span.toMinutesPart());
    }
}
