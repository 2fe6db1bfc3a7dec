package dev.larry.cli.cluster;

import dev.larry.cli.watch.Followed;
import dev.larry.cli.watch.StateSource;
import dev.larry.contract.Ports;
import dev.larry.contract.RunState;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.Optional;

/** The state that a cluster's observer tells. */
final class ClusterObserver implements StateSource {
    private final ServerPage page;
    private final Followed followed;

    /**
     * An observer.
     *
     * @param namespace of the environment's system
     */
    ClusterObserver(KubernetesClient client, String namespace) {
        this.page = new ServerPage(client, namespace, "observer", Ports.PAGE_NAME, Ports.PAGE);
        this.followed = new Followed(page.place(), this::get);
    }

    @Override
    public RunState read() throws AwayException, InterruptedException {
        return followed.read();
    }

    private Optional<String> get(String path) throws AwayException, InterruptedException {
        try {
            return page.get(path);
        } catch (ClusterException e) {
            throw new AwayException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String place() {
        return page.place();
    }
}
