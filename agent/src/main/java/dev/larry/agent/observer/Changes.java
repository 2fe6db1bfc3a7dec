package dev.larry.agent.observer;

import dev.larry.contract.ContractJson;
import dev.larry.contract.RunChange;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What is new, as JSON that is made once for all who know the same. */
final class Changes {
    private final Observation observation;
    private final Map<String, Told> told = new HashMap<>();
    private String latest = "";

    Changes(Observation observation) {
        this.observation = observation;
    }

    /**
     * A change as it is sent.
     *
     * @param look what the next is asked from
     */
    @SuppressWarnings("ArrayRecordComponent") // Sent, and never compared.
    record Told(String look, byte[] json) {}

    /**
     * What is new since a look; waits for the next look where that was the latest.
     *
     * @param look none: whoever asks knows nothing
     */
    Told after(@Nullable String look) throws InterruptedException {
        RunChange change = observation.after(look);
        synchronized (told) {
            if (!latest.equals(change.look())) {
                told.clear();
                latest = change.look();
            }
            // Whoever is told the whole is told the same, whatever was known.
            String known = change.whole() == null && look != null ? look : "";
            return told.computeIfAbsent(
                    known,
                    any ->
                            new Told(
                                    change.look(),
                                    ContractJson.line(change).getBytes(StandardCharsets.UTF_8)));
        }
    }
}
