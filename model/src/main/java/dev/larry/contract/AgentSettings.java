package dev.larry.contract;

import dev.larry.model.Targets;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The document that each pod mounts: written by the generator, read by the agent into the same
 * record.
 *
 * @param version of this document; an agent refuses another
 * @param larry the Larry this pod belongs to; none for meta-coordinator and observer
 * @param worker for role worker only
 * @param colleagues for a worker that waits for others: those whose tasks it may take over; none:
 *     nobody's
 * @param coordinator for role coordinator only
 * @param fleet for meta-coordinator and observer only; its phases lie in files of their own, one
 *     per Larry, so that no document outgrows a ConfigMap however many Larrys there are
 */
public record AgentSettings(
        int version,
        String environment,
        Role role,
        RunSettings run,
        RedisSettings redis,
        RecordSettings records,
        @Nullable LarrySettings larry,
        @Nullable WorkerSettings worker,
        @Nullable List<WorkerSettings> colleagues,
        @Nullable CoordinatorSettings coordinator,
        @Nullable FleetSettings fleet) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;

    public AgentSettings {
        colleagues = colleagues == null ? null : List.copyOf(colleagues);
    }

    /** The same with the fleet's phases. */
    public AgentSettings withPhases(List<PhaseSettings> phases) {
        return new AgentSettings(
                version,
                environment,
                role,
                run,
                redis,
                records,
                larry,
                worker,
                colleagues,
                coordinator,
                fleet == null
                        ? null
                        : new FleetSettings(
                                fleet.total,
                                fleet.meta,
                                fleet.reserve,
                                phases,
                                fleet.targets,
                                fleet.success));
    }

    /** What an agent is. */
    public enum Role {
        COORDINATOR,
        WORKER,
        META,
        OBSERVER
    }

    /** The run; durations as in the environment file. */
    public record RunSettings(
            String id,
            Instant startBy,
            Duration window,
            Duration convergence,
            Duration leaseTtl,
            int attempts,
            Duration keep) {}

    /**
     * How Redis is reached.
     *
     * @param master the name that Sentinels know; none: {@code endpoints} are Redis itself
     * @param endpoints host:port, Sentinels where there is a master name
     * @param credentials a directory with the files username and password; none: no authentication
     * @param ca a PEM file; none: no TLS
     * @param acknowledgements replicas that must acknowledge a write
     */
    public record RedisSettings(
            @Nullable String master,
            List<String> endpoints,
            @Nullable String credentials,
            @Nullable String ca,
            int acknowledgements) {
        public RedisSettings {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * Where task records are.
     *
     * @param namespace of the ConfigMaps, for the API server
     * @param directory of the files, without a cluster
     */
    public record RecordSettings(@Nullable String namespace, @Nullable String directory) {
        public RecordSettings {
            if ((namespace == null) == (directory == null)) {
                throw new IllegalArgumentException("records: give either namespace or directory");
            }
        }
    }

    /** The Larry a pod belongs to. */
    public record LarrySettings(String name, Duration window, String volume) {}

    /** One worker's task and what it may use. */
    public record WorkerSettings(
            String name,
            TaskSettings task,
            Tokens tokens,
            Duration expected,
            Duration timeout,
            List<String> after,
            String image) {
        public WorkerSettings {
            after = List.copyOf(after);
        }
    }

    /** A task: its parameters mean what its kind says. */
    public record TaskSettings(String id, String kind, Map<String, Object> parameters) {
        public TaskSettings {
            parameters = new TreeMap<>(parameters);
        }
    }

    /** What a coordinator leads. */
    public record CoordinatorSettings(
            Tokens tokens,
            List<MasterSettings> masters,
            List<WorkerSettings> workers,
            List<String> success) {
        public CoordinatorSettings {
            masters = List.copyOf(masters);
            workers = List.copyOf(workers);
            success = List.copyOf(success);
        }
    }

    /** A master agent's tokens and program. */
    public record MasterSettings(
            String name, Tokens tokens, Tokens pool, @Nullable TaskSettings task) {}

    /**
     * The whole fleet, for those who see all of it.
     *
     * @param targets what the run's own data must show
     * @param success what else the run must achieve; tasks evidence it
     */
    public record FleetSettings(
            Tokens total,
            Tokens meta,
            Tokens reserve,
            List<PhaseSettings> phases,
            Targets targets,
            List<String> success) {
        public FleetSettings {
            phases = List.copyOf(phases);
            success = List.copyOf(success);
        }
    }

    /** One Larry's phase, for those who see the whole fleet. */
    public record PhaseSettings(
            String larry,
            String domain,
            String colour,
            Duration window,
            Tokens tokens,
            List<MasterSettings> masters,
            List<WorkerSettings> workers,
            List<String> success) {
        public PhaseSettings {
            masters = List.copyOf(masters);
            workers = List.copyOf(workers);
            success = List.copyOf(success);
        }
    }
}
