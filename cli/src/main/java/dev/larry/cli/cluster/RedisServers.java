package dev.larry.cli.cluster;

import dev.larry.agent.redis.ServerState;
import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;
import dev.larry.model.Fleet;
import dev.larry.model.Redis;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the Redis of the model can be trusted with a run: each of its pods is asked, by a port
 * forwarded through the API server, because Redis is reached inside the cluster only.
 */
final class RedisServers {
    static final String NAME = "redis";

    private final KubernetesClient client;
    private final Fleet fleet;

    RedisServers(KubernetesClient client, Fleet fleet) {
        this.client = client;
        this.fleet = fleet;
    }

    private record Asked(String pod, ServerState state) {}

    List<Point> look() {
        Redis redis = fleet.redis();
        RedisLogin login;
        try {
            login = RedisLogin.of(client, fleet, RedisLogin.OBSERVER);
        } catch (ClusterException e) {
            return List.of(Point.no(NAME, String.valueOf(e.getMessage()), ""));
        }
        List<Pod> pods = running(client, redis);
        if (pods.isEmpty()) {
            return List.of(
                    Point.no(
                            NAME,
                            "no pod runs in namespace "
                                    + redis.namespace()
                                    + " with the labels "
                                    + redis.podLabels(),
                            "start Redis, or correct redis.namespace and redis.podLabels"));
        }
        List<Asked> asked = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Pod pod : pods) {
            String name = pod.getMetadata().getName();
            try (Forwarded port =
                    Forwarded.open(client, redis.namespace(), name, redis.port().number())) {
                asked.add(
                        new Asked(
                                name,
                                ServerState.of(
                                        port.host(),
                                        port.port(),
                                        login.user(),
                                        login.password(),
                                        login.tls())));
            } catch (AgentException e) {
                // How a connection breaks that leads nowhere is a matter of chance.
                boolean away = e.code() == ExitCode.REDIS_AWAY;
                silent.add(
                        name
                                + ": "
                                + (away
                                        ? "nothing answers on port " + redis.port()
                                        : e.getMessage()));
            } catch (ClusterException e) {
                silent.add(name + ": " + e.getMessage());
            }
        }
        return judge(asked, silent);
    }

    /** The pods that a server runs in. */
    static List<Pod> running(KubernetesClient client, Redis redis) {
        return client
                .pods()
                .inNamespace(redis.namespace())
                .withLabels(redis.podLabels())
                .list()
                .getItems()
                .stream()
                .filter(pod ->
                        pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase()))
                .toList();
    }

    private List<Point> judge(List<Asked> asked, List<String> silent) {
        Redis redis = fleet.redis();
        List<Asked> masters =
                asked.stream().filter(each -> each.state().role().equals("master")).toList();
        String where = redis.namespace() + ", asked by forwarded ports";
        if (masters.size() != 1) {
            String said =
                    masters.isEmpty()
                            ? asked.isEmpty()
                                    ? "no pod answers in "
                                            + where
                                            + ": "
                                            + String.join(", ", silent)
                                    : "no pod is a master in " + where
                            : "more than one master in "
                                    + where
                                    + ": "
                                    + String.join(", ", masters.stream().map(Asked::pod).toList());
            return List.of(
                    Point.no(
                            NAME,
                            said,
                            "see: kubectl --namespace " + redis.namespace() + " get pods"));
        }
        Asked master = masters.getFirst();
        List<Point> points = new ArrayList<>();
        ServerState state = master.state();
        if (!state.appendOnly()) {
            points.add(
                    Point.no(
                            NAME,
                            master.pod() + " keeps nothing over a restart: appendonly is no",
                            "set appendonly yes in its configuration"));
        } else if (!state.writing()) {
            points.add(
                    Point.no(
                            NAME,
                            master.pod() + " could not write its append-only file last",
                            "free its volume"));
        }
        if (!state.policy().equals("noeviction")) {
            points.add(
                    Point.no(
                            NAME,
                            master.pod() + " drops keys when it is full: " + state.policy(),
                            "set maxmemory-policy noeviction"));
        }
        if (state.replicas() < redis.acknowledgements()) {
            points.add(
                    Point.no(
                            NAME,
                            master.pod()
                                    + " has "
                                    + state.replicas()
                                    + " replicas, and redis.acknowledgements asks for "
                                    + redis.acknowledgements(),
                            "start the replicas, or lower redis.acknowledgements"));
        }
        if (points.isEmpty()) {
            points.add(
                    Point.ok(
                            NAME,
                            state.version()
                                    + ", master "
                                    + master.pod()
                                    + " in "
                                    + where
                                    + ": appendonly, noeviction, "
                                    + state.replicas()
                                    + " replicas"));
        }
        if (!silent.isEmpty()) {
            points.add(Point.note(NAME, "no answer from " + String.join(", ", silent), ""));
        }
        return points;
    }
}
