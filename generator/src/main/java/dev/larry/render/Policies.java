package dev.larry.render;

import dev.larry.model.Cluster;
import dev.larry.model.Egress;
import dev.larry.model.Llm;
import dev.larry.model.Peer;
import dev.larry.model.Redis;
import dev.larry.model.Traces;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** NetworkPolicies and their rules. An empty selector is all pods of the namespace. */
final class Policies {
    private static final String NAMESPACE = "kubernetes.io/metadata.name";

    private Policies() {}

    static NetworkPolicy denyAll(String namespace) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.in(namespace, "deny-all", Metadata.ACCESS).build())
                .withNewSpec()
                .withPodSelector(new LabelSelector())
                .withPolicyTypes("Ingress", "Egress")
                .endSpec()
                .build();
    }

    static NetworkPolicy egress(
            String namespace,
            String name,
            Map<String, String> pods,
            List<NetworkPolicyEgressRule> rules) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.in(namespace, name, Metadata.ACCESS).build())
                .withNewSpec()
                .withPodSelector(selector(pods))
                .withPolicyTypes("Egress")
                .withEgress(rules)
                .endSpec()
                .build();
    }

    static NetworkPolicy ingress(
            String namespace, String name, Map<String, String> pods, Peer from, int port) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.in(namespace, name, Metadata.ACCESS).build())
                .withNewSpec()
                .withPodSelector(selector(pods))
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withFrom(peer(from))
                .withPorts(tcp(port))
                .endIngress()
                .endSpec()
                .build();
    }

    static NetworkPolicyEgressRule dns() {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(peer(new Peer("kube-system", Map.of("k8s-app", "kube-dns"))))
                .withPorts(port("UDP", 53), port("TCP", 53))
                .build();
    }

    static NetworkPolicyEgressRule redis(Redis redis) {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(peer(new Peer(redis.namespace(), redis.podLabels())))
                .withPorts(
                        redis.master().isPresent()
                                ? List.of(
                                        tcp(redis.port().number()),
                                        tcp(redis.sentinelPort().number()))
                                : List.of(tcp(redis.port().number())))
                .build();
    }

    static NetworkPolicyEgressRule apiServer(Cluster cluster) {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(blocks(cluster.apiServer().cidrs()))
                .withPorts(tcp(cluster.apiServer().port().number()))
                .build();
    }

    static NetworkPolicyEgressRule llm(Llm llm) {
        List<NetworkPolicyPeer> peers = new ArrayList<>(blocks(llm.cidrs()));
        llm.proxy().ifPresent(proxy -> peers.add(peer(proxy)));
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(peers)
                .withPorts(tcp(llm.port().number()))
                .build();
    }

    static NetworkPolicyEgressRule traces(Traces traces) {
        List<NetworkPolicyPeer> peers = new ArrayList<>(blocks(traces.cidrs()));
        traces.pods().ifPresent(pods -> peers.add(peer(pods)));
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(peers)
                .withPorts(tcp(traces.port().number()))
                .build();
    }

    static NetworkPolicyEgressRule to(Egress egress) {
        List<NetworkPolicyPeer> peers = new ArrayList<>(blocks(egress.cidrs()));
        egress.pods().ifPresent(pods -> peers.add(peer(pods)));
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(peers)
                .withPorts(egress.ports().stream().map(port -> tcp(port.number())).toList())
                .build();
    }

    private static NetworkPolicyPeer peer(Peer peer) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addToMatchLabels(NAMESPACE, peer.namespace())
                .endNamespaceSelector()
                .withPodSelector(peer.podLabels().isEmpty() ? null : selector(peer.podLabels()))
                .build();
    }

    private static List<NetworkPolicyPeer> blocks(List<String> cidrs) {
        return cidrs.stream()
                .map(cidr ->
                        new NetworkPolicyPeerBuilder()
                                .withNewIpBlock()
                                .withCidr(cidr)
                                .endIpBlock()
                                .build())
                .toList();
    }

    private static LabelSelector selector(Map<String, String> labels) {
        return new LabelSelectorBuilder().withMatchLabels(labels).build();
    }

    private static NetworkPolicyPort tcp(int number) {
        return port("TCP", number);
    }

    private static NetworkPolicyPort port(String protocol, int number) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(number))
                .build();
    }
}
