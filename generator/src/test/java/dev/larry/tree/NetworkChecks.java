package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What NetworkPolicies let through. Source: Kubernetes documentation, "Network Policies". */
final class NetworkChecks {
    private static final String NAME = "kubernetes.io/metadata.name";

    private NetworkChecks() {}

    static void policies(RenderedTree tree, Consumer<String> problems) {
        tree.all("NetworkPolicy")
                .forEach(policy -> {
                    if (tree.pods().stream().noneMatch(pod -> selects(policy, pod))) {
                        problems.accept(policy.path() + " is for no pod");
                    }
                    if (policy.at("/spec/policyTypes").isEmpty()) {
                        problems.accept(policy.path() + " leaves open what it is about");
                    }
                    Stream.of("ingress", "egress")
                            .flatMap(direction -> TreeObject.each(policy.at("/spec/" + direction)))
                            .forEach(rule -> {
                                if (rule.path("ports").isEmpty()
                                        || rule.path("to").isEmpty()
                                                && rule.path("from").isEmpty()) {
                                    problems.accept(
                                            policy.path() + " opens all ports, or to everybody");
                                }
                            });
                });
        for (Pod pod : tree.pods()) {
            for (String type : List.of("Ingress", "Egress")) {
                boolean denied =
                        tree.all("NetworkPolicy")
                                .anyMatch(policy ->
                                        selects(policy, pod)
                                                && policy.at("/spec/podSelector").isEmpty()
                                                && TreeObject.eachText(
                                                                policy.at("/spec/policyTypes"))
                                                        .anyMatch(type::equals));
                if (!denied) {
                    problems.accept(pod.path() + " has no default for " + type);
                }
            }
        }
    }

    private static boolean selects(TreeObject policy, Pod pod) {
        return policy.namespace().equals(pod.namespace())
                && Selectors.chooses(policy.at("/spec/podSelector"), pod.labels());
    }

    /** DNS for all, Redis for agents, in both directions where Redis is one of ours. */
    static void reach(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            if (!leaves(tree, pod, "kube-system", Map.of("k8s-app", "kube-dns"), 53)) {
                problems.accept(pod.path() + " may not resolve a name");
            }
            for (JsonNode endpoint : MountChecks.settingsOf(tree, pod).at("/redis/endpoints")) {
                String host = endpoint.asText();
                int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
                String namespace = host.split("\\.", 3)[1];
                redis(tree, pod, namespace, port, problems);
            }
        }
    }

    private static void redis(
            RenderedTree tree, Pod pod, String namespace, int port, Consumer<String> problems) {
        List<Pod> ours =
                tree.pods().stream().filter(one -> one.namespace().equals(namespace)).toList();
        if (ours.isEmpty()) {
            boolean named =
                    rules(tree, pod, "egress")
                            .anyMatch(rule ->
                                    opens(rule, port)
                                            && TreeObject.each(rule.path("to"))
                                                    .anyMatch(
                                                            peer -> inNamespace(peer, namespace)));
            if (!named) {
                problems.accept(pod.path() + " may not reach Redis in " + namespace);
            }
        }
        for (Pod redis : ours) {
            if (!leaves(tree, pod, namespace, redis.labels(), port)) {
                problems.accept(pod.path() + " may not reach " + redis.path());
            }
            boolean admitted =
                    rules(tree, redis, "ingress")
                            .anyMatch(rule ->
                                    opens(rule, port)
                                            && TreeObject.each(rule.path("from"))
                                                    .anyMatch(peer ->
                                                            peer(
                                                                    peer,
                                                                    namespace,
                                                                    pod.namespace(),
                                                                    pod.labels())));
            if (!admitted) {
                problems.accept(redis.path() + " does not admit " + pod.path());
            }
        }
    }

    private static boolean inNamespace(JsonNode peer, String namespace) {
        return peer.has("namespaceSelector")
                && Selectors.chooses(peer.path("namespaceSelector"), Map.of(NAME, namespace));
    }

    private static boolean leaves(
            RenderedTree tree, Pod pod, String namespace, Map<String, String> labels, int port) {
        return rules(tree, pod, "egress")
                .anyMatch(rule ->
                        opens(rule, port)
                                && TreeObject.each(rule.path("to"))
                                        .anyMatch(peer ->
                                                peer(peer, pod.namespace(), namespace, labels)));
    }

    /** Whether a rule's peer, in a policy of {@code home}, is a pod in a namespace. */
    private static boolean peer(
            JsonNode peer, String home, String namespace, Map<String, String> labels) {
        if (peer.has("ipBlock")) {
            return false;
        }
        boolean there =
                peer.has("namespaceSelector")
                        ? Selectors.chooses(
                                peer.path("namespaceSelector"),
                                new TreeMap<>(Map.of(NAME, namespace)))
                        : home.equals(namespace);
        return there && Selectors.chooses(peer.path("podSelector"), labels);
    }

    private static boolean opens(JsonNode rule, int port) {
        return rule.path("ports").isEmpty()
                || TreeObject.each(rule.path("ports"))
                        .anyMatch(open -> open.path("port").asInt() == port);
    }

    private static Stream<JsonNode> rules(RenderedTree tree, Pod pod, String direction) {
        return tree.all("NetworkPolicy")
                .filter(policy -> selects(policy, pod))
                .flatMap(policy -> TreeObject.each(policy.at("/spec/" + direction)));
    }

    /** Whether a policy lets anybody at all in at a port. */
    static boolean admitsSomebody(RenderedTree tree, Pod pod, int port) {
        return rules(tree, pod, "ingress").anyMatch(rule -> opens(rule, port));
    }
}
