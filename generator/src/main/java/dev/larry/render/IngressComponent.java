package dev.larry.render;

import dev.larry.contract.Ports;
import dev.larry.model.Fleet;
import dev.larry.model.Shared;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;

import java.util.function.Consumer;

/**
 * People's way to the observer's page. It belongs to observability, not to the run: Argo CD calls
 * an Ingress healthy only when its controller has published an address, and a controller that never
 * does must not hold back the Jobs of a later wave.
 */
final class IngressComponent implements Component {
    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        fleet.system()
                .ingress()
                .ifPresent(ingress ->
                        out.accept(
                                new Manifest(
                                        App.OBSERVABILITY,
                                        object(fleet.system().namespace(), ingress),
                                        "system.ingress")));
    }

    private static Ingress object(String namespace, Shared.Ingress ingress) {
        return new IngressBuilder()
                .withMetadata(
                        Metadata.in(namespace, ObjectNames.OBSERVER, Metadata.OBSERVABILITY)
                                .build())
                .withNewSpec()
                .withIngressClassName(ingress.className())
                .withTls(
                        ingress.tlsSecret().stream()
                                .map(secret ->
                                        new IngressTLSBuilder()
                                                .withHosts(ingress.host())
                                                .withSecretName(secret)
                                                .build())
                                .toList())
                .addNewRule()
                .withHost(ingress.host())
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(ObjectNames.OBSERVER)
                .withNewPort()
                .withName(Ports.PAGE_NAME)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }
}
