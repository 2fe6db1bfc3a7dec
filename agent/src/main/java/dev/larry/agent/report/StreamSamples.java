package dev.larry.agent.report;

import dev.larry.agent.metrics.Samples;
import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;
import dev.larry.contract.Metric;

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
        for (String larry : larrys) {
            Map<String, Long> kinds = byLarry.getOrDefault(larry, Map.of());
            samples.add(
                            Metric.LEASES_LOST,
                            kinds.getOrDefault(EventKind.LEASE_LOST.wire(), 0L),
                            larry)
                    .add(Metric.STALE_COMMITS, refused(digest, larry), larry)
                    .add(Metric.EVENT_GAPS, gaps.getOrDefault(larry, 0L), larry);
        }
    }

    private static long refused(Digest digest, String larry) {
        return digest.trail().stream()
                .filter(event -> event.type().equals(EventKind.LEASE_LOST.wire()))
                .filter(event -> larry.equals(event.larry()))
                .filter(StreamSamples::isRefusal)
                .count();
    }

    private static boolean isRefusal(Happening event) {
        return String.valueOf(event.data().get("reason")).startsWith(REFUSED);
    }
}
