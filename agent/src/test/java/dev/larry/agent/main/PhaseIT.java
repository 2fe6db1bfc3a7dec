package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.report.RunDocuments;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.PhaseReport;
import dev.larry.contract.RunReport;
import dev.larry.contract.RunReport.Criterion;
import dev.larry.contract.RunReport.Verdict;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.RunState.Stage;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.model.Targets;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a coordinator does for its phase, and what becomes of it in state and report. */
class PhaseIT extends AgentsTest {
    private static final String DONE = "echo '{\"status\":\"done\"}' > $LARRY_RESULT";

    @Test
    void a_dropped_task_is_taken_over_by_a_colleague_that_waits() throws Exception {
        Path pids = directory.resolve("pids");
        run.shell("feature", "echo $$ >> " + pids + "; test $LARRY_FENCE = 2 || exec sleep 300");
        run.shell("scan", DONE);
        run.worker(
                "review",
                Duration.ofMinutes(5),
                List.of("scan"),
                "/bin/sh",
                "-c",
                "sleep 0; exit 0");
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        Running coordinator = agents.start(run.coordinatorSettings(), run.work());
        Running feature = worker("feature");
        Running review = worker("review");
        AgentProcesses.await("the command runs", () -> Files.exists(pids));

        feature.signal("KILL");

        coordinator.awaitSaid("task feature is offered again: the lease of larry-01/feature/");
        review.awaitSaid("took over feature: task is done");
        assertThat(run.taskRecords().read("feature").owner()).startsWith("larry-01/review/");
        assertThat(worker("scan").end()).isZero();
        assertThat(review.end()).as(review.complained()).isZero();
        meta.awaitSaid("run complete, 3 done, 0 dead");
        RunReport report = report();
        assertThat(report.figures().starts()).isEqualTo(4);
        assertThat(report.figures().failures()).isEqualTo(1);
        end(pids);
    }

    @Test
    void a_task_that_was_dropped_at_its_last_attempt_is_dead_and_its_phase_degraded()
            throws Exception {
        Path pids = directory.resolve("pids");
        run.attempts(1).shell("cleanup", "echo $$ >> " + pids + "; exec sleep 300");
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        Running coordinator = agents.start(run.coordinatorSettings(), run.work());
        Running observer = agents.start(run.fleetSettings(Role.OBSERVER), run.work());
        Running cleanup = worker("cleanup");
        AgentProcesses.await("the command runs", () -> Files.exists(pids));
        AgentProcesses.await(
                "the phase runs",
                () -> state(observer).phases().getFirst().stage() == PhaseStage.RUNNING);

        cleanup.signal("KILL");

        coordinator.awaitSaid("0 done, 1 dead; barrier: OPENED, 1 of 1");
        meta.awaitSaid("run complete, 0 done, 1 dead");
        assertThat(run.taskRecords().read("cleanup").reason())
                .startsWith("failed 1 times, at last: the lease of larry-01/cleanup/")
                .endsWith(" ended");
        AgentProcesses.await("the state says so", () -> state(observer).stage() == Stage.COMPLETE);
        RunState state = state(observer);
        assertThat(state.phases().getFirst().stage()).isEqualTo(PhaseStage.DEGRADED);
        assertThat(state.phases().getFirst().tasks().getFirst().state()).isEqualTo(State.DEAD);
        assertThat(state.events()).extracting(event -> event.type()).contains("worker_failure");
        assertThat(report().clean()).isFalse();
        end(pids);
    }

    @Test
    void a_masters_program_runs_once_however_often_its_coordinator_is_restarted() throws Exception {
        Path runs = directory.resolve("runs");
        Path go = directory.resolve("go");
        run.shell("scan", DONE);
        run.master(
                "judge",
                0,
                "/bin/sh",
                "-c",
                "echo $LARRY_WORKER $LARRY_FENCE >> " + runs + "; " + DONE);
        run.master(
                "lead",
                0,
                "/bin/sh",
                "-c",
                "echo $LARRY_WORKER $LARRY_FENCE >> "
                        + runs
                        + "; until [ -e "
                        + go
                        + " ]; do sleep 0.1; done");
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        Running first = agents.start(run.coordinatorSettings(), run.work());
        first.awaitSaid("master judge: task is done");
        AgentProcesses.await("both run", () -> lines(runs).size() == 2);

        first.signal("KILL");
        Running second = agents.start(run.coordinatorSettings(), run.work());
        AgentProcesses.await("the second leads", () -> lines(runs).contains("lead 2"));
        Files.createFile(go);
        assertThat(worker("scan").end()).isZero();

        second.awaitSaid("3 done, 0 dead; barrier: OPENED");
        meta.awaitSaid("run complete, 3 done, 0 dead");
        assertThat(lines(runs)).containsExactlyInAnyOrder("judge 1", "lead 1", "lead 2");
    }

    @Test
    void a_task_whose_worker_never_comes_is_told_and_the_run_ends_degraded() throws Exception {
        run.window(Duration.ofSeconds(12)).convergence(Duration.ofSeconds(3));
        run.shell("scan", "exit 0");
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        Running coordinator = agents.start(run.coordinatorSettings(), run.work());
        coordinator.awaitSaid(
                "task scan is idle: nobody has begun it for 6s; look at the Job of scan");
        meta.awaitSaid("run complete, 0 done, 1 dead");

        RunReport report = report();
        assertThat(report.clean()).isFalse();
        assertThat(report.phases().getFirst().stage())
                .isIn(PhaseStage.DEGRADED, PhaseStage.MISSING);
        assertThat(report.phases().getFirst().tasks().getFirst().state()).isEqualTo(State.DEAD);
        assertThat(report.trail())
                .filteredOn(event -> event.type().equals("phase_stalled"))
                .hasSize(1);
    }

    @Test
    void criteria_are_checked_against_what_results_say_of_them() throws Exception {
        run.success("dashboards live", "backups every 6 hours", "p95 below 100 ms");
        run.targets(
                new Targets(
                        true,
                        false,
                        Duration.ofMinutes(9),
                        true,
                        true,
                        95,
                        List.of("high", "low")));
        run.shell(
                "scan",
                "echo '::larry finding {\"title\": \"CVE-1\", \"severity\": \"HIGH\"}'; echo page >"
                    + " page.html; echo '::larry artifact {\"path\": \"page.html\"}'; echo"
                    + " '{\"status\":\"done\",\"criteria\":[{\"criterion\":\"Dashboards"
                    + " live\",\"met\":true,\"evidence\":\"d.json\"},{\"criterion\":\"p95 below 100"
                    + " ms\",\"met\":false,\"evidence\":\"140 ms\"}]}' > $LARRY_RESULT");
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        Running coordinator = agents.start(run.coordinatorSettings(), run.work());
        assertThat(worker("scan").end()).isZero();
        meta.awaitSaid("criteria: 7 met, 2 not met, 1 not evidenced");
        coordinator.awaitSaid("phase report written to");

        RunReport report = report();
        assertThat(report.clean()).isTrue();
        assertThat(report.phases().getFirst().success())
                .extracting(Criterion::text, Criterion::verdict)
                .containsExactly(
                        tuple("dashboards live", Verdict.MET),
                        tuple("backups every 6 hours", Verdict.NOT_EVIDENCED),
                        tuple("p95 below 100 ms", Verdict.NOT_MET));
        assertThat(report.success())
                .extracting(Criterion::text, Criterion::verdict)
                .containsExactly(
                        tuple("no task done twice", Verdict.MET),
                        tuple("all phases within 9m", Verdict.MET),
                        tuple("clean convergence", Verdict.MET),
                        tuple("final report with audit trail", Verdict.MET),
                        tuple("token use below 95 %", Verdict.MET),
                        tuple("no finding of severity high", Verdict.NOT_MET),
                        tuple("no finding of severity low", Verdict.MET));
        assertThat(run.report().resolveSibling("run.md")).hasContent(RunDocuments.markdown(report));
        assertThat(run.report().resolveSibling("run.html")).hasContent(RunDocuments.html(report));
        assertThat(report.findings()).extracting(found -> found.severity()).containsExactly("high");
        assertThat(run.volume().resolve("artifacts/run-1/scan-1/page.html")).hasContent("page");
        PhaseReport phase =
                ContractJson.read(
                        Files.readString(run.volume().resolve("reports/run-1/phase.json")),
                        PhaseReport.class);
        assertThat(phase.tasks().getFirst().tookMillis()).isNotNegative();
        assertThat(phase.stage()).isEqualTo(PhaseStage.COMPLETE);
    }

    private RunReport report() throws Exception {
        return ContractJson.read(Files.readString(run.report()), RunReport.class);
    }

    private static RunState state(Running observer) {
        Matcher matcher = Pattern.compile("page port ([0-9]+)").matcher(observer.said());
        try (HttpClient client = HttpClient.newHttpClient()) {
            observer.awaitSaid("serving /state on page port ");
            assertThat(matcher.reset(observer.said()).find()).isTrue();
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + matcher.group(1) + "/state"))
                            .build();
            return ContractJson.read(
                    client.send(request, BodyHandlers.ofString()).body(), RunState.class);
        } catch (IOException | InterruptedException | ContractException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
