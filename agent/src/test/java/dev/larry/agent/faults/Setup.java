package dev.larry.agent.faults;

import dev.larry.agent.Fleets;
import dev.larry.agent.ProtocolRun;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.RedisSettings;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What all processes of a broken run are told.
 *
 * @param directory of records and histories
 * @param tasks of the run, shared out to two Larrys
 * @param ttlMillis of leases
 * @param workMillis the longest that a task's work takes
 * @param draws reservations of each task
 * @param variant how a hand works
 */
record Setup(
        RedisSettings redis,
        String directory,
        int tasks,
        long ttlMillis,
        long workMillis,
        int draws,
        Variant variant) {
    /** How a hand works: rightly, or wrongly in one way. */
    enum Variant {
        RIGHT,
        /** Makes every call twice, as if each message came twice. */
        TWICE,
        /** Its wall clock is an hour ahead, or behind. */
        SKEWED,
        /** I1: commits although the record refuses. */
        COMMITS_THOUGH_REFUSED,
        /** I2: commits under whatever fence the record has. */
        COMMITS_UNDER_ANY_FENCE,
        /** I3: gives up a task without a word. */
        FORGETS_TASKS,
        /** I4: draws what was refused. */
        DRAWS_THOUGH_REFUSED,
        /** I5: opens the barrier before all have ended. */
        OPENS_EARLY,
        /** I6: loses events without a word. */
        LOSES_EVENTS,
        /** I7: acknowledges before the record has it. */
        ACKNOWLEDGES_EARLY
    }

    /** The same at a single Redis. */
    Setup at(String endpoint) {
        return new Setup(
                ProtocolRun.at(endpoint), directory, tasks, ttlMillis, workMillis, draws, variant);
    }

    /** What the tokens of a run add up to in these tests. */
    FleetSettings fleet() {
        List<PhaseSettings> phases = new ArrayList<>();
        for (int larry = 0; larry < 2; larry++) {
            List<String> names = new ArrayList<>();
            for (int task = larry; task < tasks; task += 2) {
                names.add(task(task));
            }
            phases.add(Fleets.phase(larry(larry), names.toArray(String[]::new)));
        }
        return Fleets.of(phases);
    }

    static String task(int number) {
        return String.format(Locale.ROOT, "t-%04d", number);
    }

    static String larry(int number) {
        return "larry-" + number % 2;
    }

    Path histories() {
        return Path.of(directory, "history");
    }

    Path records() {
        return Path.of(directory, "records");
    }

    /** What a process writes to its output. */
    Path log(String process) {
        return Path.of(directory, process + ".log");
    }

    /** A file that tells holders, once it is there, that they may end their tasks. */
    Path release() {
        return Path.of(directory, "release");
    }

    ProtocolRun join(String name) {
        Clock clock = Clock.systemUTC();
        if (variant == Variant.SKEWED) {
            int hours = Math.floorMod(name.hashCode(), 2) == 0 ? 1 : -1;
            clock = Clock.offset(clock, Duration.ofHours(hours));
        }
        return ProtocolRun.join(
                fleet(), records(), redis, name, Duration.ofMillis(ttlMillis), clock);
    }
}
