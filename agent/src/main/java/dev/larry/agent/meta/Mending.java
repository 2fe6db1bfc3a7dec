package dev.larry.agent.meta;

import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Log;
import dev.larry.agent.recovery.Recovery;
import dev.larry.contract.EventKind;

import java.util.Map;
import java.util.Optional;

/**
 * Builds the run's state where Redis may have lost writes, and says so.
 *
 * @param said the key of the hash that remembers what was said once
 */
public record Mending(Recovery recovery, EventStream events, String said, Log log) {
    /** Looks, and mends; whether it did. */
    public boolean look() {
        Optional<Long> built = recovery.check();
        built.ifPresent(epoch -> {
            log.warn("redis may have lost writes: epoch " + epoch + ", its state was built anew");
            announce(epoch);
        });
        return built.isPresent();
    }

    /**
     * Says that an epoch began, unless that was said: who built it may have ended before it could.
     */
    void announce(long epoch) {
        if (epoch > 1) {
            events.appendOnce(
                    said,
                    "epoch:" + epoch,
                    new Event(EventKind.EPOCH_CHANGED, null, null, Map.of("epoch", epoch)));
        }
    }
}
