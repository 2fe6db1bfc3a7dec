package dev.larry.agent.meta;

import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventStream;
import dev.larry.agent.events.Log;
import dev.larry.agent.recovery.Recovery;
import dev.larry.contract.EventKind;

import java.util.Map;
import java.util.Optional;

/** Builds the run's state where Redis may have lost writes, and says so. */
public record Mending(Recovery recovery, EventStream events, Log log) {
    /** Looks, and mends; whether it did. */
    public boolean look() {
        Optional<Long> built = recovery.check();
        built.ifPresent(epoch -> {
            log.warn("redis may have lost writes: epoch " + epoch + ", its state was built anew");
            events.append(new Event(EventKind.EPOCH_CHANGED, null, null, Map.of("epoch", epoch)));
        });
        return built.isPresent();
    }
}
