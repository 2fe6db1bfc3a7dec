package dev.larry.cli.cluster;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.record.RunRecords;
import dev.larry.agent.record.TaskRecords;
import dev.larry.agent.report.Digest;
import dev.larry.agent.report.Facts;
import dev.larry.agent.report.Roster;
import dev.larry.agent.report.RunStates;
import dev.larry.cli.watch.StateSource;
import dev.larry.contract.AgentException;
import dev.larry.contract.AgentSettings;
import dev.larry.contract.AgentSettings.FleetSettings;
import dev.larry.contract.AgentSettings.Role;
import dev.larry.contract.RunState;
import dev.larry.contract.RunState.Phase;
import dev.larry.contract.RunState.PhaseStage;
import dev.larry.contract.RunState.Stage;
import dev.larry.contract.TaskRecordDocument;
import dev.larry.contract.TaskRecordDocument.State;
import dev.larry.model.Fleet;
import dev.larry.render.AgentDocuments;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the run that a fleet names stands in its cluster: as its observer tells it, and while that
 * does not answer, as far as the records in the cluster tell it. Those know tasks, but neither
 * events nor tokens, and so not whether a phase has arrived at the barrier. That the run is
 * complete is then told by its report, which the meta-coordinator serves.
 */
public final class ClusterState implements StateSource {
    private final KubernetesClient client;
    private final ClusterObserver observer;
    private final AgentSettings settings;
    private final FleetSettings fleet;
    private final String namespace;
    private final InstantSource clock;
    private final ClusterReports reports;
    private boolean reported;

    public ClusterState(KubernetesClient client, Fleet fleet, InstantSource clock) {
        this.client = client;
        this.namespace = fleet.system().namespace();
        this.observer = new ClusterObserver(client, namespace);
        this.reports = new ClusterReports(client, namespace);
        this.settings =
                AgentDocuments.of(fleet).stream()
                        .map(AgentDocuments::settings)
                        .filter(each -> each.role() == Role.OBSERVER)
                        .findFirst()
                        .orElseThrow();
        this.fleet = Objects.requireNonNull(settings.fleet());
        this.clock = clock;
    }

    @Override
    public RunState read() throws AwayException, InterruptedException {
        String why;
        try {
            RunState state = observer.read();
            if (state.run().equals(settings.run().id())) {
                return state;
            }
            why = "the observer still tells run " + state.run();
        } catch (AwayException e) {
            why = String.valueOf(e.getMessage());
        }
        try {
            return recorded(why);
        } catch (ClusterException | AgentException e) {
            throw new AwayException(String.valueOf(e.getMessage()));
        }
    }

    private RunState recorded(String why) throws InterruptedException {
        ConfigMapRecords store = new ConfigMapRecords(client, namespace);
        Optional<RunRecord> run = new RunRecords(store, settings.run(), clock).find();
        TaskRecords tasks = new TaskRecords(store, settings.run().id(), clock);
        Map<String, TaskRecordDocument> records = new HashMap<>();
        for (String task : Roster.tasks(fleet)) {
            tasks.find(task).ifPresent(record -> records.put(task, record));
        }
        RunState state =
                RunStates.of(
                        settings,
                        fleet,
                        run,
                        new Facts(settings.run().id(), records, new Digest(), List.of(), Map.of()),
                        "nobody can ask it: " + why,
                        null,
                        clock.instant());
        boolean complete = ended(state) && reported();
        return new RunState(
                state.version(),
                state.environment(),
                state.run(),
                complete ? Stage.COMPLETE : state.stage(),
                state.at(),
                state.started(),
                state.ends(),
                state.epoch(),
                state.redis(),
                state.replicas(),
                state.phases().stream()
                        .map(complete ? ClusterState::arrived : ClusterState::begun)
                        .toList(),
                state.tokens(),
                state.findings(),
                state.inventory(),
                state.events(),
                state.missing());
    }

    private static boolean ended(RunState state) {
        return state.started() != null
                && state.phases().stream()
                        .allMatch(phase -> phase.done() + phase.dead() == phase.tasks().size());
    }

    /** Whether the report is written; while nobody tells, it is taken for not written. */
    private boolean reported() throws InterruptedException {
        try {
            reported =
                    reported || reports.of(settings.run().id()).run().equals(settings.run().id());
        } catch (ClusterException e) {
            // Not written yet, or the meta-coordinator is away like the observer.
        }
        return reported;
    }

    /** A phase of a complete run. */
    private static Phase arrived(Phase phase) {
        return phase.withStage(phase.dead() > 0 ? PhaseStage.DEGRADED : PhaseStage.COMPLETE);
    }

    /** Without events only a task that was begun shows that its phase was. */
    private static Phase begun(Phase phase) {
        boolean begun =
                phase.stage() == PhaseStage.WAITING
                        && phase.tasks().stream().anyMatch(task -> task.state() != State.OPEN);
        return begun ? phase.withStage(PhaseStage.RUNNING) : phase;
    }

    @Override
    public String place() {
        return observer.place();
    }
}
