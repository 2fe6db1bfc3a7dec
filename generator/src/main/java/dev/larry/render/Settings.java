package dev.larry.render;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.Paths;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Redis;
import dev.larry.model.Run;
import dev.larry.model.Task;
import dev.larry.model.Worker;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * The document of each pod, from the model: {@link AgentSettings} of coordinators, workers and the
 * system's two.
 */
final class Settings {
    private Settings() {}

    static AgentSettings coordinator(Fleet fleet, Larry larry) {
        return settings(
                fleet,
                AgentSettings.Role.COORDINATOR,
                larry(larry),
                null,
                null,
                new AgentSettings.CoordinatorSettings(
                        larry.tokens(), masters(larry), workers(larry), larry.success()),
                null);
    }

    static AgentSettings worker(Fleet fleet, Larry larry, Worker worker) {
        List<AgentSettings.WorkerSettings> colleagues =
                Colleagues.of(larry, worker).stream().map(Settings::worker).toList();
        return settings(
                fleet,
                AgentSettings.Role.WORKER,
                larry(larry),
                worker(worker),
                colleagues.isEmpty() ? null : colleagues,
                null,
                null);
    }

    static AgentSettings meta(Fleet fleet) {
        return settings(fleet, AgentSettings.Role.META, null, null, null, null, fleet(fleet));
    }

    static AgentSettings observer(Fleet fleet) {
        return settings(fleet, AgentSettings.Role.OBSERVER, null, null, null, null, fleet(fleet));
    }

    private static AgentSettings settings(
            Fleet fleet,
            AgentSettings.Role role,
            AgentSettings.@Nullable LarrySettings larry,
            AgentSettings.@Nullable WorkerSettings worker,
            @Nullable List<AgentSettings.WorkerSettings> colleagues,
            AgentSettings.@Nullable CoordinatorSettings coordinator,
            AgentSettings.@Nullable FleetSettings whole) {
        Run run = fleet.run();
        return new AgentSettings(
                AgentSettings.VERSION,
                fleet.environment(),
                role,
                new AgentSettings.RunSettings(
                        run.id(),
                        run.startBy(),
                        run.window(),
                        run.convergence(),
                        run.leaseTtl(),
                        run.attempts(),
                        run.keep()),
                redis(fleet),
                new AgentSettings.RecordSettings(fleet.system().namespace(), null),
                larry,
                worker,
                colleagues,
                coordinator,
                whole);
    }

    private static AgentSettings.RedisSettings redis(Fleet fleet) {
        Redis redis = fleet.redis();
        String host =
                redis.service() + "." + redis.namespace() + ".svc." + fleet.cluster().domain();
        int port =
                redis.master().isPresent() ? redis.sentinelPort().number() : redis.port().number();
        return new AgentSettings.RedisSettings(
                redis.master().orElse(null),
                List.of(host + ":" + port),
                Paths.REDIS_CREDENTIALS,
                redis.tls() ? Paths.REDIS_CREDENTIALS + "/ca.crt" : null,
                redis.acknowledgements());
    }

    private static AgentSettings.LarrySettings larry(Larry larry) {
        return new AgentSettings.LarrySettings(larry.name(), larry.window(), Paths.VOLUME);
    }

    private static AgentSettings.FleetSettings fleet(Fleet fleet) {
        return new AgentSettings.FleetSettings(
                fleet.budget().total(),
                fleet.budget().meta(),
                fleet.budget().reserve(),
                List.of(),
                fleet.run().targets(),
                fleet.run().success());
    }

    /** One Larry's phase, a document of its own. */
    static AgentSettings.PhaseSettings phase(Larry larry) {
        return new AgentSettings.PhaseSettings(
                larry.name(),
                larry.domain(),
                larry.colour().name().toLowerCase(Locale.ROOT),
                larry.window(),
                larry.tokens(),
                masters(larry),
                workers(larry),
                larry.success());
    }

    private static List<AgentSettings.MasterSettings> masters(Larry larry) {
        return larry.masters().stream()
                .map(master ->
                        new AgentSettings.MasterSettings(
                                master.name(),
                                master.tokens(),
                                master.pool(),
                                master.task().map(Settings::task).orElse(null)))
                .toList();
    }

    private static List<AgentSettings.WorkerSettings> workers(Larry larry) {
        return larry.workers().stream().map(Settings::worker).toList();
    }

    private static AgentSettings.WorkerSettings worker(Worker worker) {
        return new AgentSettings.WorkerSettings(
                worker.name(),
                task(worker.task()),
                worker.tokens(),
                worker.expected(),
                worker.timeout(),
                worker.after(),
                worker.image());
    }

    private static AgentSettings.TaskSettings task(Task task) {
        return new AgentSettings.TaskSettings(task.id(), task.kind(), task.parameters().values());
    }
}
