package dev.larry.agent.meta;

import dev.larry.agent.events.Event;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.Transition;
import dev.larry.agent.report.Digest;
import dev.larry.agent.report.Facts;
import dev.larry.agent.report.ReportFile;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.RunDocuments;
import dev.larry.agent.report.RunReports;
import dev.larry.agent.report.TokenSamples;
import dev.larry.contract.EventKind;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunReport.Criterion;
import dev.larry.contract.RunReport.Verdict;
import dev.larry.contract.TaskRecordDocument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Converges the phases into the run's report: when the barrier has opened, or when only the time
 * for converging is left, and then it says who is missing. It is made from task records, events and
 * accounts, for no other Larry's volume can be read from here.
 */
final class Convergence {
    private final MetaContext context;
    private final Digest digest = new Digest();

    Convergence(MetaContext context) {
        this.context = context;
    }

    /** Converges if it is time to; whether it has. */
    boolean look(RunRecord run) {
        boolean opened = context.barrier().state().containsKey("opened");
        if (!opened && !late(run)) {
            return false;
        }
        context.log()
                .info(
                        opened
                                ? "all phases have arrived at the barrier"
                                : "the phases' time is up, the barrier has not opened");
        say("opened", EventKind.CONVERGENCE_OPENED, Map.of("barrier", opened));
        Path folder = folder(run);
        if (unwritten(run)) {
            write(run, folder);
        } else {
            context.log().info("the run's report is written already, in " + folder);
        }
        return true;
    }

    /** Whether nobody has written the run's report. */
    boolean unwritten(RunRecord run) {
        return !Files.exists(folder(run).resolve(RunReport.FILE));
    }

    private Path folder(RunRecord run) {
        return ReportFile.folder(context.archive(), run.run());
    }

    private boolean late(RunRecord run) {
        return context.runs()
                .left(run, context.run().window().minus(context.run().convergence()))
                .plus(context.run().leaseTtl().multipliedBy(2))
                .isNegative();
    }

    private void write(RunRecord run, Path folder) {
        Map<String, TaskRecordDocument> records = records();
        context.trail().read(digest::add);
        RunRecord now = context.runs().read();
        RunReport report =
                RunReports.of(
                        context.settings(),
                        context.fleet(),
                        now,
                        new Facts(
                                run.run(),
                                records,
                                digest,
                                TokenSamples.accounts(context.fleet(), context.ledger()),
                                Map.of()),
                        context.clock().instant());
        // The data last: where they are, the run has its whole report.
        ReportFile.writeText(folder, RunReport.MARKDOWN, RunDocuments.markdown(report));
        ReportFile.writeText(folder, RunReport.PAGE, RunDocuments.html(report));
        Path file = ReportFile.writeText(folder, RunReport.FILE, RunDocuments.json(report));
        say(
                "complete",
                EventKind.RUN_COMPLETE,
                Map.of("clean", report.clean(), "report", file.toString()));
        context.log()
                .info(
                        "run complete, "
                                + report.figures().done()
                                + " done, "
                                + report.figures().dead()
                                + " dead; criteria: "
                                + count(report, Verdict.MET)
                                + " met, "
                                + count(report, Verdict.NOT_MET)
                                + " not met, "
                                + count(report, Verdict.NOT_EVIDENCED)
                                + " not evidenced; report "
                                + file);
    }

    /** Every task's record; one that nobody ended in time is dead from now on. */
    private Map<String, TaskRecordDocument> records() {
        Map<String, TaskRecordDocument> records = new HashMap<>();
        for (String task : Roster.tasks(context.fleet())) {
            Transition condemned =
                    context.records().condemn(task, "the run was over before it ended");
            if (condemned instanceof Transition.Changed) {
                context.log().warn("task " + task + " is dead: the run was over before it ended");
            }
            records.put(task, condemned.record());
        }
        return records;
    }

    private void say(String field, EventKind kind, Map<String, Object> data) {
        context.events()
                .appendOnce(context.keys().convergence(), field, new Event(kind, null, null, data));
    }

    private static long count(RunReport report, Verdict verdict) {
        return Stream.concat(
                        report.success().stream(),
                        report.phases().stream().flatMap(phase -> phase.success().stream()))
                .map(Criterion::verdict)
                .filter(verdict::equals)
                .count();
    }
}
