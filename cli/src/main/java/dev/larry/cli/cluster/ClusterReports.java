package dev.larry.cli.cluster;

import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.Ports;
import dev.larry.contract.RunReport;

import io.fabric8.kubernetes.client.KubernetesClient;

/** The data of runs that a cluster's meta-coordinator keeps. */
public final class ClusterReports {
    private final ServerPage page;

    /**
     * Those of one environment.
     *
     * @param namespace of the environment's system
     */
    public ClusterReports(KubernetesClient client, String namespace) {
        this.page =
                new ServerPage(
                        client, namespace, "meta-coordinator", Ports.METRICS_NAME, Ports.METRICS);
    }

    /**
     * One run's.
     *
     * @throws ClusterException where there is none, or nobody tells
     */
    public RunReport of(String run) throws InterruptedException {
        String text =
                page.get(Ports.REPORTS + run)
                        .orElseThrow(() ->
                                new ClusterException(
                                        page.place()
                                                + ": keeps no report of run "
                                                + run
                                                + "; it is written when the run is complete"));
        try {
            return ContractJson.read(text, RunReport.class);
        } catch (ContractException e) {
            throw new ClusterException(page.place() + ": not the data of a run: " + e.getMessage());
        }
    }
}
