package dev.larry.cli.cluster;

import dev.larry.model.Fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What must hold of a cluster before a run begins; it changes nothing. */
public final class Preflight {
    private static final String CLUSTER = "cluster";

    private final ClusterAccess access;
    private final KubernetesClient client;
    private final Fleet fleet;
    private final InstantSource clock;
    private final Consumer<Point> out;
    private boolean blocked;
    private boolean answered;

    /**
     * A look at a cluster.
     *
     * @param out gets each point as soon as it is known
     */
    public Preflight(ClusterAccess access, Fleet fleet, InstantSource clock, Consumer<Point> out) {
        this.access = access;
        this.client = access.client();
        this.fleet = fleet;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Looks at everything; whether a run may begin. Where not even the API server answered, {@link
     * #answered} says so afterwards.
     *
     * @param next the id that it is to have
     * @param apply whether Larry itself brings its objects, in place of Argo CD
     */
    public boolean look(String next, boolean apply) throws InterruptedException {
        look(Images.NAME, () -> Images.look(fleet));
        if (!answers()) {
            for (String name :
                    List.of(
                            LiveNodes.NAME,
                            LiveRoom.NAME,
                            RedisServers.NAME,
                            Applications.NAME,
                            OpenRuns.NAME)) {
                say(List.of(Point.unknown(name, "the cluster does not answer")));
            }
            return false;
        }
        answered = true;
        Map<String, io.fabric8.kubernetes.api.model.Node> live = new HashMap<>();
        if (look(
                LiveNodes.NAME,
                () -> {
                    client.nodes().list().getItems().forEach(node -> live.put(name(node), node));
                    return LiveNodes.look(fleet, live);
                })) {
            look(
                    LiveRoom.NAME,
                    () ->
                            LiveRoom.look(
                                    fleet, live, client.pods().inAnyNamespace().list().getItems()));
        } else {
            say(List.of(Point.unknown(LiveRoom.NAME, "not all nodes take pods")));
        }
        look(RedisServers.NAME, () -> new RedisServers(client, fleet).look());
        look(
                Applications.NAME,
                () ->
                        apply
                                ? new Tracked(client, fleet).look()
                                : new Applications(client, fleet).look());
        look(OpenRuns.NAME, () -> new OpenRuns(client, fleet, clock).look(next));
        return !blocked;
    }

    /** Whether the API server answered at all. */
    public boolean answered() {
        return answered;
    }

    private boolean answers() throws InterruptedException {
        return look(
                CLUSTER,
                () -> {
                    VersionInfo version = client.getKubernetesVersion();
                    String minor =
                            version.getMajor() + "." + version.getMinor().replaceAll("\\D.*", "");
                    String said = access.place() + " answers, Kubernetes " + minor;
                    return List.of(
                            minor.equals(fleet.cluster().kubernetes())
                                    ? Point.ok(CLUSTER, said)
                                    : Point.note(
                                            CLUSTER,
                                            said
                                                    + ", the model says "
                                                    + fleet.cluster().kubernetes(),
                                            "correct cluster.kubernetes, so that the right schemas"
                                                    + " are checked"));
                });
    }

    private boolean look(String name, Look what) throws InterruptedException {
        try {
            return say(what.at());
        } catch (KubernetesClientException e) {
            return say(
                    List.of(
                            Point.no(
                                    name, ClusterException.reason(e), ClusterException.remedy(e))));
        } catch (ClusterException e) {
            return say(List.of(Point.no(name, String.valueOf(e.getMessage()), "")));
        }
    }

    private boolean say(List<Point> points) {
        points.forEach(out);
        boolean stop = points.stream().anyMatch(Point::blocks);
        blocked |= stop;
        return !stop;
    }

    /** One thing to look at. */
    private interface Look {
        List<Point> at() throws InterruptedException;
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }
}
