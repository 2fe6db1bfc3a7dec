package dev.larry.cli.cluster;

import dev.larry.cli.watch.StateSource;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Ports;
import dev.larry.contract.RunState;

import io.fabric8.kubernetes.client.KubernetesClient;

/** The state that a cluster's observer tells. */
final class ClusterObserver implements StateSource {
    private final ServerPage page;

    /**
     * An observer.
     *
     * @param namespace of the environment's system
     */
    ClusterObserver(KubernetesClient client, String namespace) {
        this.page = new ServerPage(client, namespace, "observer", Ports.PAGE_NAME, Ports.PAGE);
    }

    @Override
    public RunState read() throws AwayException, InterruptedException {
        try {
            return ContractJson.read(
                    page.get("state")
                            .orElseThrow(() -> new AwayException(place() + ": is not there")),
                    RunState.class);
        } catch (ClusterException e) {
            throw new AwayException(String.valueOf(e.getMessage()));
        } catch (ContractException e) {
            throw new AwayException(place() + ": not the state of a run: " + e.getMessage());
        }
    }

    @Override
    public String place() {
        return page.place();
    }
}
