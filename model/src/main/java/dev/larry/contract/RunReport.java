package dev.larry.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the meta-coordinator keeps of a run, as JSON: the data that every report of it is made from.
 *
 * @param started T+0
 * @param barrierOpened when all phases had arrived; none: their time was up before that
 * @param written when this was written
 * @param clean every phase complete, every task done, no event missing
 * @param success the run's own criteria: its targets, then what tasks must evidence
 * @param tokens every node of the ledger
 * @param grants from pools and reserve, oldest first
 * @param findings what tasks reported with {@code ::larry finding}, in the order of the stream
 * @param measures what tasks reported with {@code ::larry metric}, the latest of each name
 * @param trail every event, oldest first, but for progress
 */
public record RunReport(
        int version,
        String environment,
        String run,
        Instant started,
        @Nullable Instant barrierOpened,
        Instant written,
        Duration window,
        boolean clean,
        Figures figures,
        List<PhaseReport> phases,
        List<Criterion> success,
        List<RunState.Account> tokens,
        List<Grant> grants,
        List<Found> findings,
        List<Measured> measures,
        List<Happening> trail) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;

    /** The file's name in the folder of its run. */
    public static final String FILE = "run.json";

    /** The same as a page, beside it. */
    public static final String PAGE = "run.html";

    /** The same as Markdown, beside it. */
    public static final String MARKDOWN = "run.md";

    public RunReport {
        phases = List.copyOf(phases);
        success = List.copyOf(success);
        tokens = List.copyOf(tokens);
        grants = List.copyOf(grants);
        findings = List.copyOf(findings);
        measures = List.copyOf(measures);
        trail = List.copyOf(trail);
    }

    /**
     * What was counted.
     *
     * @param done tasks with a commit; a record takes one only
     * @param dead tasks that ended without
     * @param starts attempts of all tasks
     * @param leasesLost attempts that went on without the right to
     * @param conflicts tasks found to be another's
     * @param failures attempts that failed or were dropped
     * @param epochs how often Redis may have lost writes
     * @param events in the stream
     * @param missing events that are known to be missing
     */
    public record Figures(
            int tasks,
            int done,
            int dead,
            long starts,
            long leasesLost,
            long conflicts,
            long failures,
            long epochs,
            long events,
            long missing) {}

    /** Tokens granted beyond a holder's own. */
    public record Grant(
            Instant at,
            @Nullable String larry,
            @Nullable String task,
            String from,
            String to,
            long tokens,
            String reason) {}

    /**
     * A finding of a task.
     *
     * @param severity as the task says it, in lower case; "unknown" where it does not
     */
    public record Found(
            Instant at,
            String larry,
            String task,
            String severity,
            String title,
            Map<String, Object> data) {
        /** The severity of a finding that names none. */
        public static final String UNKNOWN = "unknown";

        public Found {
            data = new TreeMap<>(data);
        }
    }

    /** What a task counted or measured. */
    public record Measured(
            String larry, String task, String name, double value, @Nullable String unit) {}

    /**
     * A success criterion and what the run's data or the tasks' results say of it.
     *
     * @param text as in the environment file, or what a target there asks for
     */
    public record Criterion(String text, Verdict verdict, List<Evidence> evidence) {
        public Criterion {
            evidence = List.copyOf(evidence);
        }
    }

    /** What is known of a criterion. */
    public enum Verdict {
        /** The run's data show it, or every task that speaks of it says so. */
        @JsonProperty("met")
        MET,
        /** The data or a task say that it is not. */
        @JsonProperty("not met")
        NOT_MET,
        /** No task speaks of it, and no data show it. */
        @JsonProperty("not evidenced")
        NOT_EVIDENCED
    }

    /**
     * What is said of a criterion.
     *
     * @param larry whose task said so; none: the run's own data show it
     * @param resultHash of the committed result that says so
     */
    public record Evidence(
            @Nullable String larry,
            @Nullable String task,
            @Nullable String resultHash,
            boolean met,
            String evidence) {}
}
