package dev.larry.render;

import dev.larry.contract.Ports;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Peer;
import dev.larry.model.Worker;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * NetworkPolicies: nothing is allowed but what is named. Source: Kubernetes documentation, "Network
 * Policies"; on k3s they apply shortly after a pod starts, so agents retry their first connection.
 */
final class NetworkComponent implements Component {
    @Override
    public void render(Fleet fleet, Consumer<Manifest> out) {
        for (Larry larry : fleet.larrys()) {
            String origin = Origins.larry(larry);
            common(fleet, larry.namespace(), origin, out);
            Optional<NetworkPolicyEgressRule> llm = fleet.llm().map(Policies::llm);
            boolean spends =
                    larry.masters().stream().anyMatch(master -> master.tokens().value() > 0);
            if (spends) {
                llm.ifPresent(rule ->
                        accept(
                                Policies.egress(
                                        larry.namespace(),
                                        ObjectNames.COORDINATOR,
                                        Labels.component(ObjectNames.COORDINATOR, larry.name()),
                                        List.of(rule)),
                                origin + ".masters",
                                out));
            }
            for (Worker worker : larry.workers()) {
                List<NetworkPolicyEgressRule> rules = new ArrayList<>();
                if (worker.tokens().value() > 0) {
                    llm.ifPresent(rules::add);
                }
                worker.egress().forEach(egress -> rules.add(Policies.to(egress)));
                if (!rules.isEmpty()) {
                    accept(
                            Policies.egress(
                                    larry.namespace(),
                                    ObjectNames.worker(worker),
                                    Labels.worker(larry, worker),
                                    rules),
                            Origins.worker(larry, worker),
                            out);
                }
            }
        }
        String system = fleet.system().namespace();
        common(fleet, system, "system", out);
        if (fleet.budget().meta().value() > 0) {
            fleet.llm()
                    .ifPresent(llm ->
                            accept(
                                    Policies.egress(
                                            system,
                                            ObjectNames.META,
                                            Labels.component(ObjectNames.META, fleet.environment()),
                                            List.of(Policies.llm(llm))),
                                    "system.meta",
                                    out));
        }
        fleet.monitoring()
                .traces()
                .ifPresent(traces ->
                        accept(
                                Policies.egress(
                                        system,
                                        "allow-traces",
                                        Labels.component(ObjectNames.OBSERVER, fleet.environment()),
                                        List.of(Policies.traces(traces))),
                                "monitoring.traces",
                                out));
        fleet.system()
                .ingress()
                .ifPresent(ingress ->
                        accept(
                                Policies.ingress(
                                        system,
                                        "allow-ingress-controller",
                                        Labels.component(ObjectNames.OBSERVER, fleet.environment()),
                                        new Peer(ingress.namespace(), Map.of()),
                                        Ports.PAGE),
                                "system.ingress",
                                out));
    }

    private static void common(
            Fleet fleet, String namespace, String origin, Consumer<Manifest> out) {
        accept(Policies.denyAll(namespace), origin, out);
        accept(
                Policies.egress(namespace, "allow-dns", Map.of(), List.of(Policies.dns())),
                origin,
                out);
        accept(
                Policies.egress(
                        namespace, "allow-redis", Map.of(), List.of(Policies.redis(fleet.redis()))),
                "redis",
                out);
        accept(
                Policies.egress(
                        namespace,
                        "allow-api-server",
                        Map.of(),
                        List.of(Policies.apiServer(fleet.cluster()))),
                "cluster.apiServer",
                out);
        if (fleet.monitoring().enabled()) {
            Peer prometheus =
                    new Peer(fleet.monitoring().namespace(), fleet.monitoring().podLabels());
            accept(
                    Policies.ingress(
                            namespace, "allow-prometheus", Map.of(), prometheus, Ports.METRICS),
                    "monitoring",
                    out);
        }
    }

    private static void accept(NetworkPolicy policy, String origin, Consumer<Manifest> out) {
        out.accept(new Manifest(App.PLATFORM, policy, origin));
    }
}
