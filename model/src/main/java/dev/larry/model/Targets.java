package dev.larry.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the whole run must achieve as far as its own data can show it, so that no task need say. */
public record Targets(
        @Doc("No task has two results.") @Default("false") boolean doneOnce,
        @Doc("Every task is done, none is dead.") @Default("false") boolean allDone,
        @Doc("Every phase ends within this time of the run's start; 0s: not looked at.")
                @Default("0s")
                Duration phasesWithin,
        @Doc("All phases arrive at the barrier, each whole.") @Default("false")
                boolean cleanConvergence,
        @Doc("The report holds every event of the run but for progress.") @Default("false")
                boolean auditTrail,
        @Doc("Tokens spent stay below this share of the budget, in percent; 0: not looked at.")
                @Default("0")
                int tokensBelow,
        @Doc("Severities of which tasks report no finding, such as critical.") @As(Syntax.TEXT)
                List<String> noFindings) {
    /** Nothing is looked at. */
    public static final Targets NONE =
            new Targets(false, false, Duration.ZERO, false, false, 0, List.of());

    public static final String DONE_ONCE = "no task done twice";
    public static final String ALL_DONE = "every task done";
    public static final String CLEAN_CONVERGENCE = "clean convergence";
    public static final String AUDIT_TRAIL = "final report with audit trail";

    public Targets {
        noFindings = List.copyOf(noFindings);
        if (tokensBelow < 0 || tokensBelow > 100) {
            throw new InvalidValueException(
                    "tokensBelow", Integer.toString(tokensBelow), "0 to 100 percent", "correct it");
        }
    }

    /** What is asked of the phases' time, in words. */
    public String phasesText() {
        return "all phases within " + TimeSpans.format(phasesWithin);
    }

    /** What is asked of the tokens, in words. */
    public String tokensText() {
        return "token use below " + tokensBelow + " %";
    }

    /** What is asked of findings, in words. */
    public static String findingsText(String severity) {
        return "no finding of severity " + severity;
    }

    /** What is asked, a criterion a line. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        add(texts, doneOnce, DONE_ONCE);
        add(texts, allDone, ALL_DONE);
        add(texts, !phasesWithin.isZero(), phasesText());
        add(texts, cleanConvergence, CLEAN_CONVERGENCE);
        add(texts, auditTrail, AUDIT_TRAIL);
        add(texts, tokensBelow > 0, tokensText());
        noFindings.forEach(severity -> texts.add(findingsText(severity)));
        return texts;
    }

    private static void add(List<String> texts, boolean asked, String text) {
        if (asked) {
            texts.add(text);
        }
    }
}
