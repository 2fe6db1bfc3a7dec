package dev.larry.agent.redis;

import java.util.List;
import java.util.Map;

/** The epoch that Redis holds, and how a new one begins and ends to be built. */
public final class Epochs {
    private static final Script BEGIN = Script.load(Epochs.class, "begin", 1);
    private static final Script END = Script.load(Epochs.class, "end", 1);

    private final Guard guard;

    public Epochs(Guard guard) {
        this.guard = guard;
    }

    /** What Redis holds. */
    public enum Held {
        /** State of this epoch, built on this server. */
        CURRENT,
        /** Nothing, an older epoch, or one whose building has not ended. */
        UNBUILT,
        /** State of this epoch that was built on another server: writes may be lost. */
        DOUBTFUL,
        /** A later epoch. */
        LATER
    }

    /** Compares what Redis holds with the record's epoch. */
    public Held look(long number) {
        Map<String, String> run = guard.redis().call(redis -> redis.hgetAll(guard.keys().run()));
        if (Epoch.name(number, guard.redis().server()).equals(run.get("epoch"))) {
            return Held.CURRENT;
        }
        long held = Long.parseLong(run.getOrDefault("number", "0"));
        long building = Long.parseLong(run.getOrDefault("building", "0@").split("@", 2)[0]);
        if (held > number || building > number) {
            return Held.LATER;
        }
        // Where all is gone nobody can tell whether this epoch was built before.
        return run.isEmpty() || held == number ? Held.DOUBTFUL : Held.UNBUILT;
    }

    /** Begins; false where this epoch is built already, or a later one is begun. */
    public boolean begin(long number) {
        List<String> answer = guard.build(number, BEGIN, List.of(), List.of());
        return !answer.isEmpty() && answer.getFirst().equals("BEGUN");
    }

    /** Ends; false where a later epoch is begun. */
    public boolean end(long number) {
        return !guard.build(number, END, List.of(), List.of()).isEmpty();
    }
}
