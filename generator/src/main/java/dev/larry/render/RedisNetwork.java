package dev.larry.render;

import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.Redis;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who reaches a Redis that Larry renders, and whom it reaches: the fleet's pods, each other, and
 * DNS.
 */
final class RedisNetwork {
    /** Set by Kubernetes itself on each namespace. */
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    private RedisNetwork() {}

    static Stream<NetworkPolicy> policies(Fleet fleet, Map<String, String> labels) {
        return Stream.of(Policies.denyAll(fleet.redis().namespace()), redis(fleet, labels));
    }

    private static NetworkPolicy redis(Fleet fleet, Map<String, String> labels) {
        Redis redis = fleet.redis();
        List<NetworkPolicyPort> ports =
                List.of(tcp(redis.port().number()), tcp(redis.sentinelPort().number()));
        NetworkPolicyPeer itself =
                new NetworkPolicyPeerBuilder()
                        .withNewPodSelector()
                        .withMatchLabels(labels)
                        .endPodSelector()
                        .build();
        return new NetworkPolicyBuilder()
                .withMetadata(
                        Metadata.in(redis.namespace(), redis.service(), Metadata.ACCESS).build())
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(labels)
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .addNewIngress()
                .withFrom(itself, fleet(fleet))
                .withPorts(ports)
                .endIngress()
                .withEgress(Policies.redis(redis), Policies.dns())
                .endSpec()
                .build();
    }

    private static NetworkPolicyPeer fleet(Fleet fleet) {
        List<String> namespaces =
                Stream.concat(
                                fleet.larrys().stream().map(Larry::namespace),
                                Stream.of(fleet.system().namespace()))
                        .sorted()
                        .toList();
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addNewMatchExpression()
                .withKey(NAMESPACE_NAME)
                .withOperator("In")
                .withValues(namespaces)
                .endMatchExpression()
                .endNamespaceSelector()
                .withNewPodSelector()
                .addToMatchLabels(Labels.PART_OF, Labels.common().get(Labels.PART_OF))
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyPort tcp(int number) {
        return new NetworkPolicyPortBuilder().withProtocol("TCP").withNewPort(number).build();
    }
}
