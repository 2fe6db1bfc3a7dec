package dev.larry.cli.cluster;

import dev.larry.cli.watch.ObserverSource;
import dev.larry.cli.watch.StateSource;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Ports;
import dev.larry.contract.RunState;
import dev.larry.render.Labels;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Optional;

/**
 * The observer's state by way of the API server: its Service's proxy, and where a NetworkPolicy
 * stops that, a port forwarded to its pod. Source: Kubernetes documentation, "Access Services
 * Running on Clusters".
 */
public final class ClusterObserver implements StateSource {
    private static final String NAME = "observer";

    private final KubernetesClient client;
    private final String namespace;
    private @Nullable Forwarded forwarded;

    /**
     * An observer.
     *
     * @param namespace of the environment's system
     */
    public ClusterObserver(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public RunState read() throws AwayException, InterruptedException {
        if (forwarded != null) {
            return forwarded(forwarded);
        }
        try {
            String answer = client.raw(path());
            if (answer != null) {
                return ContractJson.read(answer, RunState.class);
            }
            throw new AwayException(place() + ": no such Service");
        } catch (ContractException e) {
            throw new AwayException(place() + ": not the state of a run: " + e.getMessage());
        } catch (KubernetesClientException e) {
            Forwarded port = forward(ClusterException.reason(e));
            RunState state = forwarded(port);
            forwarded = port;
            return state;
        }
    }

    /** The proxy failed; its reason is the one worth telling where this fails too. */
    private Forwarded forward(String why) throws AwayException {
        try {
            Optional<Pod> pod =
                    client
                            .pods()
                            .inNamespace(namespace)
                            .withLabel(Labels.COMPONENT, NAME)
                            .list()
                            .getItems()
                            .stream()
                            .filter(each ->
                                    each.getStatus() != null
                                            && "Running".equals(each.getStatus().getPhase()))
                            .findFirst();
            if (pod.isPresent()) {
                return Forwarded.open(
                        client, namespace, pod.get().getMetadata().getName(), Ports.PAGE);
            }
        } catch (KubernetesClientException | ClusterException e) {
            // Said by what was tried first.
        }
        throw new AwayException(place() + ": " + why);
    }

    private RunState forwarded(Forwarded port) throws AwayException, InterruptedException {
        try {
            return new ObserverSource(URI.create("http://" + port.host() + ":" + port.port()))
                    .read();
        } catch (AwayException e) {
            port.close();
            forwarded = null;
            throw new AwayException(place() + ": " + e.getMessage());
        }
    }

    private String path() {
        return "/api/v1/namespaces/"
                + namespace
                + "/services/"
                + NAME
                + ":"
                + Ports.PAGE_NAME
                + "/proxy/state";
    }

    @Override
    public String place() {
        return "observer in namespace " + namespace;
    }
}
