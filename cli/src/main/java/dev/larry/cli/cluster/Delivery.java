package dev.larry.cli.cluster;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.render.AgentDocuments;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far a run's objects have come: synced by Argo CD or applied, then servers that are ready. */
final class Delivery {
    private static final String SETTINGS = "settings.json";

    private final KubernetesClient client;
    private final Fleet fleet;
    private final Applications applications;
    private final boolean argo;
    private final Set<String> ready = new LinkedHashSet<>();
    private String sync = "";
    private boolean delivered;

    /**
     * A delivery that nothing is known of yet.
     *
     * @param argo whether Argo CD brings the objects
     */
    Delivery(KubernetesClient client, Fleet fleet, boolean argo) {
        this.client = client;
        this.fleet = fleet;
        this.argo = argo;
        this.applications = new Applications(client, fleet);
    }

    /** What is new, a line each. */
    List<String> fresh() {
        List<String> lines = new ArrayList<>();
        if (!delivered) {
            if (argo) {
                sync().filter(line -> !line.equals(sync))
                        .ifPresent(line -> {
                            sync = line;
                            lines.add(line);
                        });
            }
            delivered = namesRun();
            if (delivered) {
                lines.add("the objects of run " + fleet.run().id() + " are in the cluster");
            }
        }
        if (delivered) {
            for (Server server : servers()) {
                if (!ready.contains(server.shown()) && isReady(server)) {
                    ready.add(server.shown());
                    lines.add(server.shown() + " is ready");
                }
            }
        }
        return lines;
    }

    /** Whether the run's objects are in the cluster. */
    boolean delivered() {
        return delivered;
    }

    /** What does not serve yet, for people. */
    List<String> missing() {
        return servers().stream()
                .map(Server::shown)
                .filter(server -> !ready.contains(server))
                .toList();
    }

    /** Merges give a commit another name, so the run's own settings tell whether they came. */
    private boolean namesRun() {
        ConfigMap map =
                client.configMaps()
                        .inNamespace(fleet.system().namespace())
                        .withName(AgentDocuments.META_SETTINGS)
                        .get();
        String settings = map == null || map.getData() == null ? null : map.getData().get(SETTINGS);
        try {
            return settings != null
                    && ContractJson.read(settings, AgentSettings.class)
                            .run()
                            .id()
                            .equals(fleet.run().id());
        } catch (ContractException e) {
            return false; // written by another version of the generator, so for another run
        }
    }

    private Optional<String> sync() {
        Optional<GenericKubernetesResource> found = applications.find(applications.run());
        if (found.isEmpty()) {
            return Optional.of("argo cd: Application " + applications.run() + " is not there");
        }
        GenericKubernetesResource app = found.get();
        String revision = Applications.text(app, "status", "sync", "revision");
        String phase = Applications.text(app, "status", "operationState", "phase");
        String message = Applications.text(app, "status", "operationState", "message");
        return Optional.of(
                "argo cd: "
                        + applications.run()
                        + " "
                        + Applications.text(app, "status", "sync", "status")
                        + (revision == null
                                ? ""
                                : " at " + revision.substring(0, Math.min(10, revision.length())))
                        + ", "
                        + Applications.text(app, "status", "health", "status")
                        + (phase == null ? "" : "; last sync " + phase)
                        + (message == null || "Succeeded".equals(phase) ? "" : ": " + message));
    }

    private record Server(String namespace, String name) {
        String shown() {
            return namespace + "/" + name;
        }
    }

    private List<Server> servers() {
        List<Server> servers = new ArrayList<>();
        servers.add(new Server(fleet.system().namespace(), "meta-coordinator"));
        servers.add(new Server(fleet.system().namespace(), "observer"));
        for (Larry larry : fleet.larrys()) {
            servers.add(new Server(larry.namespace(), "coordinator"));
        }
        return servers;
    }

    private boolean isReady(Server server) {
        Deployment deployment =
                client.apps()
                        .deployments()
                        .inNamespace(server.namespace())
                        .withName(server.name())
                        .get();
        DeploymentStatus status = deployment == null ? null : deployment.getStatus();
        Long generation = deployment == null ? null : deployment.getMetadata().getGeneration();
        return status != null
                && status.getReadyReplicas() != null
                && status.getReadyReplicas() > 0
                && (generation == null
                        || status.getObservedGeneration() != null
                                && status.getObservedGeneration() >= generation);
    }
}
