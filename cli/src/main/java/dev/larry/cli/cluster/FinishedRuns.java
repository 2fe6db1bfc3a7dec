package dev.larry.cli.cluster;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.redis.RunKeys;
import dev.larry.contract.AgentException;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Names;
import dev.larry.model.Fleet;
import dev.larry.model.Redis;
import dev.larry.render.Labels;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What runs left in a cluster: their records, and their keys in Redis. Objects that Git describes,
 * and volumes, are not among it.
 */
public final class FinishedRuns implements AutoCloseable {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final KubernetesClient client;
    private final Fleet fleet;
    private final InstantSource clock;
    private final Forwarded port;
    private final RunKeys keys;

    private FinishedRuns(
            KubernetesClient client,
            Fleet fleet,
            InstantSource clock,
            Forwarded port,
            RunKeys keys) {
        this.client = client;
        this.fleet = fleet;
        this.clock = clock;
        this.port = port;
        this.keys = keys;
    }

    /**
     * What one run left.
     *
     * @param records names of ConfigMaps, the run's own last
     * @param keys how many there are in Redis
     * @param kept why it must not go; none: it may
     */
    public record Left(String run, List<String> records, long keys, @Nullable String kept) {
        public Left {
            records = List.copyOf(records);
        }
    }

    /**
     * Connects to the Redis that takes writes.
     *
     * @throws ClusterException where that, or the cluster, does not answer
     */
    public static FinishedRuns open(ClusterAccess access, Fleet fleet, InstantSource clock) {
        KubernetesClient client = access.client();
        Redis redis = fleet.redis();
        RedisLogin login = RedisLogin.of(client, fleet, RedisLogin.META);
        List<String> silent = new ArrayList<>();
        for (String pod : pods(client, redis)) {
            try {
                Forwarded port =
                        Forwarded.open(client, redis.namespace(), pod, redis.port().number());
                Optional<RunKeys> keys = writable(port, login);
                if (keys.isPresent()) {
                    return new FinishedRuns(client, fleet, clock, port, keys.get());
                }
                silent.add(pod + " is a replica");
            } catch (AgentException | ClusterException e) {
                silent.add(pod + ": " + e.getMessage());
            }
        }
        throw new ClusterException(
                "no Redis in namespace "
                        + redis.namespace()
                        + " takes writes: "
                        + (silent.isEmpty() ? "no pod runs" : String.join(", ", silent))
                        + "; bring it back, or leave its keys to expire");
    }

    /** Keys of the server behind a port, if it takes writes; else both connections are closed. */
    private static Optional<RunKeys> writable(Forwarded port, RedisLogin login) {
        RunKeys keys = null;
        boolean kept = false;
        try {
            keys =
                    RunKeys.open(
                            port.host(), port.port(), login.user(), login.password(), login.tls());
            kept = keys.takesWrites();
            return kept ? Optional.of(keys) : Optional.empty();
        } finally {
            if (!kept) {
                if (keys != null) {
                    keys.close();
                }
                port.close();
            }
        }
    }

    private static List<String> pods(KubernetesClient client, Redis redis) {
        try {
            return RedisServers.running(client, redis).stream()
                    .map(pod -> pod.getMetadata().getName())
                    .toList();
        } catch (KubernetesClientException e) {
            throw ClusterException.of("the pods in namespace " + redis.namespace(), e);
        }
    }

    /**
     * All runs that left something, in the order of their ids.
     *
     * @param named the one that is asked for by name; none: whatever is there
     */
    public List<Left> look(@Nullable String named) throws InterruptedException {
        ConfigMapRecords records = new ConfigMapRecords(client, fleet.system().namespace());
        Map<String, Long> counts = keys.count();
        Map<String, List<String>> names = new TreeMap<>();
        records.names()
                .forEach(name ->
                        names.computeIfAbsent(run(name), any -> new ArrayList<>()).add(name));
        Set<String> runs = new TreeSet<>(counts.keySet());
        runs.addAll(names.keySet());
        Set<String> working = working();
        List<Left> left = new ArrayList<>();
        for (String run : runs) {
            List<String> its = names.getOrDefault(run, List.of());
            left.add(
                    new Left(
                            run,
                            its.stream().sorted(Comparator.reverseOrder()).toList(),
                            counts.getOrDefault(run, 0L),
                            its.isEmpty() && !run.equals(named)
                                    ? "no record here says whose it is; name it with --run if it"
                                            + " is this environment's"
                                    : kept(run, records, working)));
        }
        return left;
    }

    /** {@code run.ID} and {@code task.ID.TASK}; no id holds a dot. */
    private static String run(String record) {
        return record.split("\\.", 3)[1];
    }

    private @Nullable String kept(String run, ConfigMapRecords records, Set<String> working)
            throws InterruptedException {
        if (run.equals(fleet.run().id())) {
            return "Git names it";
        }
        if (working.contains(run)) {
            return "a pod of it has not ended";
        }
        String text = records.read(Names.runRecord(run)).map(stored -> stored.text()).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            RunRecord record = ContractJson.read(text, RunRecord.class);
            OpenRuns open = new OpenRuns(client, fleet, clock);
            return open.goesOn(record, clock.instant())
                    ? "it goes on until " + open.end(record) + " at the latest"
                    : null;
        } catch (ContractException e) {
            return "its record cannot be read, so whether it goes on is not known";
        }
    }

    /** Runs of which a pod may still write. */
    private Set<String> working() {
        Set<String> runs = new HashSet<>();
        try {
            for (Pod pod : client.pods().inAnyNamespace().withLabel(Labels.RUN).list().getItems()) {
                if (pod.getStatus() == null || !ENDED.contains(pod.getStatus().getPhase())) {
                    runs.add(pod.getMetadata().getLabels().get(Labels.RUN));
                }
            }
        } catch (KubernetesClientException e) {
            throw ClusterException.of("the pods of runs", e);
        }
        return runs;
    }

    /** Takes away what a run left: keys first, its own record last, so that none is forgotten. */
    public void delete(Left left) {
        if (left.kept() != null) {
            throw new IllegalArgumentException(left.run() + " must not go: " + left.kept());
        }
        keys.delete(left.run());
        for (String name : left.records()) {
            try {
                client.configMaps().inNamespace(fleet.system().namespace()).withName(name).delete();
            } catch (KubernetesClientException e) {
                throw ClusterException.of(
                        "ConfigMap " + fleet.system().namespace() + "/" + name, e);
            }
        }
    }

    @Override
    public void close() {
        keys.close();
        port.close();
    }
}
