package dev.larry.agent.meta;

import dev.larry.agent.metrics.Endpoint;
import dev.larry.agent.metrics.Samples;
import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.report.ReportFile;
import dev.larry.agent.report.Roster;
import dev.larry.contract.ExitCode;
import dev.larry.contract.Metric;
import dev.larry.contract.RunReport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Initialises the run: the task records, the ledger, the barrier of all phases, and last the run's
 * own record, which lets everybody else begin. Each step may be made again. Then it waits for the
 * phases, keeps Redis' state whole, and converges what they leave into the run's report, late where
 * it was not there when the run's time was up.
 */
public final class MetaRole implements Endpoint.Served {
    private static final long PAUSE_MILLIS = 500;

    private final MetaContext context;
    private final RunRecords runs;
    private final Convergence convergence;

    public MetaRole(MetaContext context) {
        this.context = context;
        this.runs = context.runs();
        this.convergence = new Convergence(context);
    }

    /** Serves the run until told to stop. */
    public ExitCode run() throws InterruptedException {
        Optional<RunRecord> begun = runs.find();
        // A run that another began goes on; one that nobody began in time does not begin.
        boolean over = begun.map(runs::over).orElseGet(runs::tooLate) || runs.longOver();
        boolean converged = over && begun.filter(convergence::unwritten).isEmpty();
        if (over) {
            context.log().info(converged ? "run over" : "run over, its report was never written");
        }
        if (!converged) {
            RunRecord run = over ? begun.orElseThrow() : initialise();
            context.mending().look();
            context.mending().announce(runs.read().epoch());
            while (!(over && converged)
                    && !context.stop().await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                context.mending().look();
                context.ledger().sweep();
                if (!converged) {
                    converged = convergence.look(run);
                }
            }
        }
        context.stop().await();
        return ExitCode.DONE;
    }

    private RunRecord initialise() {
        int made = 0;
        int known = 0;
        for (String task : Roster.tasks(context.fleet())) {
            if (context.records().create(task)) {
                made++;
            } else {
                known++;
            }
        }
        if (runs.find().isEmpty()) {
            context.mending().recovery().first();
        }
        RunRecord record = runs.create();
        context.log()
                .info(
                        "run initialised: "
                                + made
                                + " task records made, "
                                + known
                                + " known, started "
                                + record.started());
        return record;
    }

    @Override
    public void checkReady() {
        context.health()
                .write(
                        context.keys().worker(context.events().producer().id()),
                        context.run().keep());
    }

    @Override
    public Optional<Path> report(String run) {
        return Optional.of(ReportFile.folder(context.archive(), run).resolve(RunReport.FILE))
                .filter(Files::exists);
    }

    @Override
    public Samples samples() {
        Samples samples = new Samples().add(Metric.RUN_WINDOW, context.run().window().toSeconds());
        runs.find()
                .ifPresent(record ->
                        samples.add(Metric.RUN_STARTED, record.started().getEpochSecond()));
        return samples;
    }
}
