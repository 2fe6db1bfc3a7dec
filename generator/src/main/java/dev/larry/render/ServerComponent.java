package dev.larry.render;

import dev.larry.contract.AgentSettings;
import dev.larry.contract.Names;
import dev.larry.contract.Paths;
import dev.larry.contract.Ports;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Shared;
import dev.larry.render.json.JsonText;
import dev.larry.render.json.RecordJson;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Coordinators, meta-coordinator and observer: a Deployment of one pod, its settings and its
 * Service.
 */
final class ServerComponent implements Component {
    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        for (Larry larry : fleet.larrys()) {
            AgentPod pod =
                    new AgentPod(
                            fleet,
                            ObjectNames.COORDINATOR,
                            ObjectNames.COORDINATOR,
                            larry.coordinator().image(),
                            larry.coordinator().nodes(),
                            larry.coordinator().resources(),
                            PodDocuments.of(Settings.coordinator(fleet, larry)),
                            ObjectNames.volume(larry),
                            Paths.VOLUME,
                            true,
                            larry.masters().stream()
                                    .anyMatch(master -> master.tokens().value() > 0),
                            List.of(),
                            Labels.coordinator(larry));
            server(
                    pod,
                    larry.namespace(),
                    Origins.larry(larry) + ".coordinator",
                    List.of(metrics()),
                    out);
        }
        List<AgentSettings.PhaseSettings> phases =
                fleet.larrys().stream().map(Settings::phase).toList();
        phases.forEach(phase ->
                out.accept(
                        new Manifest(
                                App.RUN,
                                PodDocuments.phase(fleet.system().namespace(), phase),
                                "larrys[" + phase.larry() + "]")));
        server(
                system(
                        fleet,
                        ObjectNames.META,
                        "meta",
                        fleet.system().meta(),
                        withPhases(Settings.meta(fleet), phases),
                        true,
                        List.of()),
                fleet.system().namespace(),
                "system.meta",
                List.of(metrics()),
                out);
        server(
                system(
                        fleet,
                        ObjectNames.OBSERVER,
                        "observer",
                        fleet.system().observer(),
                        withPhases(Settings.observer(fleet), phases),
                        false,
                        traces(fleet)),
                fleet.system().namespace(),
                "system.observer",
                List.of(metrics(), page()),
                out);
    }

    private static PodDocuments withPhases(
            AgentSettings settings, List<AgentSettings.PhaseSettings> phases) {
        return PodDocuments.of(
                settings,
                phases.stream().map(AgentSettings.PhaseSettings::larry).toList(),
                Names.hash8(JsonText.line(RecordJson.tree(phases))));
    }

    private static AgentPod system(
            Fleet fleet,
            String name,
            String role,
            Shared.Part part,
            PodDocuments documents,
            boolean tokens,
            List<EnvVar> environment) {
        return new AgentPod(
                fleet,
                role,
                name,
                Optional.empty(),
                part.nodes(),
                part.resources(),
                documents,
                ObjectNames.ARCHIVE,
                Paths.ARCHIVE,
                true,
                tokens && fleet.budget().meta().value() > 0,
                environment,
                Labels.component(name, fleet.environment()));
    }

    /** The observer reads every event anyway, so it alone writes the trace. */
    private static List<EnvVar> traces(Fleet fleet) {
        return fleet.monitoring().traces().stream()
                .map(traces ->
                        new EnvVarBuilder()
                                .withName("OTEL_EXPORTER_OTLP_ENDPOINT")
                                .withValue(traces.endpoint())
                                .build())
                .toList();
    }

    private static void server(
            AgentPod pod,
            String namespace,
            String origin,
            List<ServicePort> ports,
            Consumer<Manifest> out) {
        ObjectMeta metadata =
                Metadata.in(namespace, pod.account(), Metadata.SERVERS)
                        .addToLabels(pod.labels())
                        .build();
        out.accept(
                new Manifest(App.RUN, pod.documents().configMap(namespace, pod.account()), origin));
        Deployment deployment =
                new DeploymentBuilder()
                        .withMetadata(metadata)
                        .withNewSpec()
                        .withReplicas(1)
                        .withRevisionHistoryLimit(3)
                        .withNewSelector()
                        .withMatchLabels(pod.labels())
                        .endSelector()
                        .withNewStrategy()
                        .withType("Recreate")
                        .endStrategy()
                        .endSpec()
                        .build();
        // Set, not built: a builder copies whatever it is given.
        deployment.getSpec().setTemplate(pod.template());
        out.accept(new Manifest(App.RUN, deployment, origin));
        out.accept(
                new Manifest(
                        App.RUN,
                        new ServiceBuilder()
                                .withMetadata(metadata)
                                .withNewSpec()
                                .withSelector(pod.labels())
                                .withPorts(ports)
                                .endSpec()
                                .build(),
                        origin));
    }

    private static ServicePort metrics() {
        return port(Ports.METRICS_NAME, Ports.METRICS);
    }

    private static ServicePort page() {
        return port(Ports.PAGE_NAME, Ports.PAGE);
    }

    private static ServicePort port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(number)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(number))
                .build();
    }
}
