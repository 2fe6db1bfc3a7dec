package dev.larry.agent.report;

import dev.larry.agent.metrics.Samples;
import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;
import dev.larry.contract.Metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures what went wrong in a run by its event stream, which outlives the processes it names. */
public final class StreamSamples {
    /** How a worker says that its record refused what it brought. */
    static final String REFUSED = "commit refused";

    private StreamSamples() {}

    /**
     * Adds the counts of every Larry, nought included, so that their first rise is seen as one.
     *
     * @param larrys all of the fleet
     */
    public static void add(Samples samples, List<String> larrys, Digest digest) {
        Map<String, Map<String, Long>> byLarry = digest.byLarry();
        Map<String, Long> gaps = digest.missingByLarry();
        Map<String, Long> refused = refused(digest);
        for (String larry : larrys) {
            Map<String, Long> kinds = byLarry.getOrDefault(larry, Map.of());
            samples.add(
                            Metric.LEASES_LOST,
                            kinds.getOrDefault(EventKind.LEASE_LOST.wire(), 0L),
                            larry)
                    .add(Metric.STALE_COMMITS, refused.getOrDefault(larry, 0L), larry)
                    .add(Metric.EVENT_GAPS, gaps.getOrDefault(larry, 0L), larry);
        }
    }

    private static Map<String, Long> refused(Digest digest) {
        Map<String, Long> refused = new HashMap<>();
        for (Happening event : digest.trail()) {
            if (event.larry() != null
                    && event.type().equals(EventKind.LEASE_LOST.wire())
                    && isRefusal(event)) {
                refused.merge(event.larry(), 1L, Long::sum);
            }
        }
        return refused;
    }

    private static boolean isRefusal(Happening event) {
        return String.valueOf(event.data().get("reason")).startsWith(REFUSED);
    }
}
