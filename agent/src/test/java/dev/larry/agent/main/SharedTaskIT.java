package dev.larry.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.LarrySettings;
import dev.larry.contract.AgentSettings.PhaseSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Happening;
import dev.larry.contract.RunReport;
import dev.larry.contract.TaskRecordDocument.State;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two that believe the same task is theirs. */
class SharedTaskIT extends AgentsTest {
    private static final String OTHER = "larry-02";

    @Test
    void of_two_larrys_that_list_a_task_one_commits_and_the_other_says_so_and_goes_on()
            throws Exception {
        Path ran = directory.resolve("ran");
        Path go = directory.resolve("go");
        run.shell(
                "audit",
                "echo $LARRY_NAME >> " + ran + "; until [ -e " + go + " ]; do sleep 0.1; done");
        Running meta = agents.start(twice(run.fleetSettings(Role.META)), run.work());
        Running first = agents.start(run.coordinatorSettings(), run.work());
        Running second = agents.start(other(run.coordinatorSettings()), run.work());
        Running one = agents.start(run.workerSettings("audit"), run.work());
        AgentProcesses.await("one runs it", () -> Files.exists(ran));

        Running two = agents.start(other(run.workerSettings("audit")), run.work());
        two.awaitSaid("task is held by larry-01/audit/");
        Files.createFile(go);

        assertThat(List.of(one.end(), two.end())).containsOnly(0);
        assertThat(two.said()).contains("task is done already, by larry-01/audit/");
        first.awaitSaid("1 done, 0 dead; barrier: ");
        second.awaitSaid("1 done, 0 dead; barrier: ");
        meta.awaitSaid("run complete, 1 done, 0 dead");
        assertThat(Files.readAllLines(ran)).containsExactly("larry-01");
        assertThat(run.taskRecords().read("audit").state()).isEqualTo(State.DONE);
        assertThat(run.taskRecords().read("audit").fence()).isEqualTo(1);
        RunReport report = ContractJson.read(Files.readString(run.report()), RunReport.class);
        assertThat(report.figures().tasks()).isEqualTo(1);
        assertThat(report.figures().conflicts()).isPositive();
        assertThat(report.trail())
                .filteredOn(event -> event.type().equals("task_conflict"))
                .extracting(Happening::larry)
                .containsOnly(OTHER);
    }

    @Test
    void of_two_coordinators_of_a_larry_each_thing_is_said_once() throws Exception {
        Path ran = directory.resolve("ran");
        run.shell("audit", "exit 0");
        run.master("lead", 0, "/bin/sh", "-c", "echo ran >> " + ran);
        Running meta = agents.start(run.fleetSettings(Role.META), run.work());
        Running first = agents.start(run.coordinatorSettings(), run.work());
        Running second = agents.start(run.coordinatorSettings(), run.work());
        assertThat(agents.start(run.workerSettings("audit"), run.work()).end()).isZero();

        first.awaitSaid("2 done, 0 dead; barrier: ");
        second.awaitSaid("2 done, 0 dead; barrier: ");
        meta.awaitSaid("run complete, 2 done, 0 dead");

        assertThat(Files.readAllLines(ran)).containsExactly("ran");
        RunReport report = ContractJson.read(Files.readString(run.report()), RunReport.class);
        for (String once : List.of("phase_started", "phase_complete", "barrier_opened")) {
            assertThat(report.trail())
                    .filteredOn(event -> event.type().equals(once))
                    .as(once)
                    .hasSize(1);
        }
    }

    /** The same settings as another Larry's. */
    private static AgentSettings other(AgentSettings here) {
        LarrySettings larry = here.larry();
        return with(
                here,
                larry == null ? null : new LarrySettings(OTHER, larry.window(), larry.volume()),
                here.fleet());
    }

    /** A fleet in which another Larry lists the same tasks. */
    private static AgentSettings twice(AgentSettings here) {
        FleetSettings fleet = here.fleet();
        if (fleet == null) {
            throw new AssertionError("no fleet");
        }
        PhaseSettings phase = fleet.phases().getFirst();
        List<PhaseSettings> phases = new ArrayList<>(fleet.phases());
        phases.add(
                new PhaseSettings(
                        OTHER,
                        phase.domain(),
                        phase.colour(),
                        phase.window(),
                        phase.tokens(),
                        phase.masters(),
                        phase.workers(),
                        phase.success()));
        return with(
                here,
                null,
                new FleetSettings(
                        fleet.total(),
                        fleet.meta(),
                        fleet.reserve(),
                        phases,
                        fleet.targets(),
                        fleet.success()));
    }

    private static AgentSettings with(
            AgentSettings here, @Nullable LarrySettings larry, @Nullable FleetSettings fleet) {
        return new AgentSettings(
                here.version(),
                here.environment(),
                here.role(),
                here.run(),
                here.redis(),
                here.records(),
                larry,
                here.worker(),
                here.colleagues(),
                here.coordinator(),
                fleet);
    }
}
