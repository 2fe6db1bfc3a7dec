package dev.larry.agent.report;

import dev.larry.contract.PhaseReport;
import dev.larry.contract.PhaseReport.TaskReport;
import dev.larry.contract.RunReport.Criterion;
import dev.larry.contract.RunReport.Evidence;
import dev.larry.contract.RunReport.Figures;
import dev.larry.contract.RunReport.Found;
import dev.larry.contract.RunReport.Verdict;
import dev.larry.contract.RunState.Account;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.contract.TokenPath;
import dev.larry.model.Targets;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges the run's targets by its own data. What the data do not hold is not evidenced. */
final class TargetCriteria {
    private final Targets targets;
    private final List<Criterion> judged = new ArrayList<>();

    private TargetCriteria(Targets targets) {
        this.targets = targets;
    }

    /**
     * Judges each.
     *
     * @param budget the run's, the reserve included
     * @param opened when the barrier opened; none: it did not
     * @param trail events that the report holds
     * @param others events that are counted and, being progress, not held
     */
    static List<Criterion> judge(
            Targets targets,
            Tokens budget,
            Instant started,
            @Nullable Instant opened,
            List<PhaseReport> phases,
            Figures figures,
            List<Account> accounts,
            List<Found> findings,
            long trail,
            long others) {
        TargetCriteria criteria = new TargetCriteria(targets);
        criteria.tasks(phases, figures);
        criteria.times(started, opened, phases);
        criteria.events(figures, trail, others);
        criteria.tokens(budget, accounts);
        criteria.findings(findings, figures);
        return criteria.judged;
    }

    private void tasks(List<PhaseReport> phases, Figures figures) {
        if (targets.doneOnce()) {
            Collection<String> twice = twice(phases);
            add(
                    Targets.DONE_ONCE,
                    twice.isEmpty(),
                    twice.isEmpty()
                            ? figures.done()
                                    + " tasks with one result each, of "
                                    + figures.starts()
                                    + " starts"
                            : "two results of " + String.join(", ", twice));
        }
        if (targets.allDone()) {
            add(
                    Targets.ALL_DONE,
                    figures.done() == figures.tasks(),
                    figures.done() + " of " + figures.tasks() + " done");
        }
    }

    /** Tasks that two phases report with results that differ. */
    static List<String> twice(List<PhaseReport> phases) {
        Map<String, String> hashes = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (PhaseReport phase : phases) {
            for (TaskReport task : phase.tasks()) {
                if (task.state() == State.DONE && task.resultHash() != null) {
                    String other = hashes.putIfAbsent(task.task(), task.resultHash());
                    if (other != null && !other.equals(task.resultHash())) {
                        twice.add(task.task());
                    }
                }
            }
        }
        return twice;
    }

    private void times(Instant started, @Nullable Instant opened, List<PhaseReport> phases) {
        if (!targets.phasesWithin().isZero()) {
            Instant end = started.plus(targets.phasesWithin());
            List<String> late =
                    phases.stream()
                            .filter(phase -> phase.ended() == null || phase.ended().isAfter(end))
                            .map(phase ->
                                    phase.larry()
                                            + (phase.ended() == null
                                                    ? " never ended"
                                                    : " took " + took(started, phase.ended())))
                            .toList();
            add(
                    targets.phasesText(),
                    late.isEmpty(),
                    late.isEmpty()
                            ? "the last ended after " + took(started, last(phases, started))
                            : String.join(", ", late));
        }
        if (targets.cleanConvergence()) {
            List<String> partial =
                    phases.stream()
                            .filter(phase -> phase.stage() != PhaseStage.COMPLETE)
                            .map(phase -> phase.larry() + " is " + word(phase.stage()))
                            .toList();
            add(
                    Targets.CLEAN_CONVERGENCE,
                    opened != null && partial.isEmpty(),
                    opened == null
                            ? "the barrier did not open"
                            : "the barrier opened after "
                                    + took(started, opened)
                                    + (partial.isEmpty()
                                            ? ", every phase complete"
                                            : "; " + String.join(", ", partial)));
        }
    }

    private void events(Figures figures, long trail, long others) {
        if (targets.auditTrail()) {
            long cut = figures.events() - trail - others;
            add(
                    Targets.AUDIT_TRAIL,
                    figures.events() > 0 && figures.missing() == 0 && cut == 0,
                    trail
                            + " events and "
                            + others
                            + " of progress, "
                            + figures.missing()
                            + " missing"
                            + (cut == 0 ? "" : ", " + cut + " too many to hold"));
        }
    }

    private void tokens(Tokens budget, List<Account> accounts) {
        if (targets.tokensBelow() == 0) {
            return;
        }
        for (Account account : accounts) {
            if (account.node().equals(TokenPath.RUN)) {
                long spent = account.spent().value() + account.reserved().value();
                add(
                        targets.tokensText(),
                        // In whole numbers, so that exactly the share is not below it.
                        spent * 100 < budget.value() * targets.tokensBelow()
                                || spent == 0 && budget.value() == 0,
                        spent + " of " + budget.value() + " tokens");
                return;
            }
        }
        judged.add(new Criterion(targets.tokensText(), Verdict.NOT_EVIDENCED, List.of()));
    }

    private void findings(List<Found> findings, Figures figures) {
        for (String severity : targets.noFindings()) {
            long found =
                    findings.stream()
                            .filter(one -> one.severity().equalsIgnoreCase(severity))
                            .count();
            if (found == 0 && figures.done() == 0) {
                // Who did not look has not found that there is nothing.
                judged.add(
                        new Criterion(
                                Targets.findingsText(severity), Verdict.NOT_EVIDENCED, List.of()));
            } else {
                add(
                        Targets.findingsText(severity),
                        found == 0,
                        found + " of " + findings.size() + " findings");
            }
        }
    }

    private void add(String text, boolean met, String evidence) {
        judged.add(
                new Criterion(
                        text,
                        met ? Verdict.MET : Verdict.NOT_MET,
                        List.of(new Evidence(null, null, null, met, evidence))));
    }

    private static Instant last(List<PhaseReport> phases, Instant otherwise) {
        Instant last = otherwise;
        for (PhaseReport phase : phases) {
            if (phase.ended() != null && phase.ended().isAfter(last)) {
                last = phase.ended();
            }
        }
        return last;
    }

    private static String word(PhaseStage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static String took(Instant from, Instant to) {
        return Spans.of(Duration.between(from, to));
    }
}
