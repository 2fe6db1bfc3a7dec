package dev.larry.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A run as it is at one moment: what the observer serves at {@code /state}, and what pages and
 * terminals show.
 *
 * @param at when it was read
 * @param started T+0; none: not initialised
 * @param ends when the run's window is over
 * @param epoch how often Redis may have lost writes, plus one; 0: not initialised
 * @param redis what Redis said last, where it could not be asked; phases are then told by the task
 *     records alone
 * @param replicas how many acknowledge writes; none: not known, or there is one Redis only
 * @param findings per Larry and severity
 * @param inventory per Larry and name, what tasks counted last
 * @param events the latest, oldest first
 * @param missing events that are known to be missing
 */
public record RunState(
        int version,
        String environment,
        String run,
        Stage stage,
        Instant at,
        @Nullable Instant started,
        @Nullable Instant ends,
        long epoch,
        @Nullable String redis,
        @Nullable Integer replicas,
        List<Phase> phases,
        List<Account> tokens,
        List<Count> findings,
        List<Count> inventory,
        List<Happening> events,
        long missing) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;

    public RunState {
        phases = List.copyOf(phases);
        tokens = List.copyOf(tokens);
        findings = List.copyOf(findings);
        inventory = List.copyOf(inventory);
        events = List.copyOf(events);
    }

    /** How far a run is. */
    public enum Stage {
        /** Not initialised yet. */
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        /** All phases have arrived, or their time was up. */
        @JsonProperty("converging")
        CONVERGING,
        /** Its report is written. */
        @JsonProperty("complete")
        COMPLETE,
        /** Its time was up before that. */
        @JsonProperty("over")
        OVER
    }

    /**
     * One Larry's part.
     *
     * @param ends when its window is over
     * @param done tasks with a commit
     * @param active tasks under a lease
     */
    public record Phase(
            String larry,
            String domain,
            String colour,
            PhaseStage stage,
            @Nullable Instant ends,
            int done,
            int dead,
            int active,
            List<Task> tasks) {
        public Phase {
            tasks = List.copyOf(tasks);
        }

        /** The same at another stage. */
        public Phase withStage(PhaseStage other) {
            return new Phase(larry, domain, colour, other, ends, done, dead, active, tasks);
        }

        /** The same with other tasks. */
        public Phase withTasks(List<Task> others) {
            return new Phase(larry, domain, colour, stage, ends, done, dead, active, others);
        }
    }

    /** How far a phase is. */
    public enum PhaseStage {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        /** Arrived at the barrier with every task done. */
        @JsonProperty("complete")
        COMPLETE,
        /** Arrived at the barrier with dead tasks. */
        @JsonProperty("degraded")
        DEGRADED,
        /** The barrier did not wait for it any longer. */
        @JsonProperty("missing")
        MISSING
    }

    /**
     * One task.
     *
     * @param worker who does it: a worker, or a master of the Larry
     * @param after what it waits for
     * @param owner who held it last
     * @param begun when its latest attempt began
     * @param changed when its record last changed
     * @param leaseMillis what is left of its lease unless renewed; none: nobody holds it
     * @param percent what its command said last, 0 to 100
     * @param reason why it is dead or was given back
     */
    public record Task(
            String id,
            String worker,
            boolean master,
            TaskRecordDocument.State state,
            long fence,
            int attempts,
            @Nullable String owner,
            @Nullable Instant begun,
            @Nullable Instant changed,
            @Nullable Long leaseMillis,
            @Nullable Integer percent,
            @Nullable String message,
            @Nullable String reason,
            Duration expected,
            Duration timeout,
            List<String> after) {
        public Task {
            after = List.copyOf(after);
        }

        /** The same with another time left of its lease; none: nobody holds it. */
        public Task withLease(@Nullable Long millis) {
            return Objects.equals(millis, leaseMillis)
                    ? this
                    : new Task(
                            id, worker, master, state, fence, attempts, owner, begun, changed,
                            millis, percent, message, reason, expected, timeout, after);
        }
    }

    /** How many there are of something that tasks reported. */
    public record Count(String larry, String what, double number) {}

    /**
     * One node of the token ledger.
     *
     * @param node its name, as {@link TokenPath} has it
     * @param cap what may be spent, grants included
     * @param reserved set aside by open reservations
     * @param granted given to others, by a pool or the reserve
     * @param fromReserve part of the cap that the reserve granted
     * @param refused how often tokens were refused here
     */
    public record Account(
            String node,
            Tokens cap,
            Tokens spent,
            Tokens reserved,
            Tokens granted,
            Tokens fromReserve,
            long refused) {}
}
