package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.Selector;
import dev.larry.check.rule.Rule;
import dev.larry.contract.Variables;
import dev.larry.model.Finding;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Pods that spend tokens, and the policies that let them reach the LLM.
 *
 * <p>Source: Kubernetes documentation, Network Policies: once a policy of type Egress selects a
 * pod, it reaches what one of them permits and nothing else.
 */
final class LlmRefs {
    static final Rule LLM =
            Rule.error(
                    "tokens/llm-egress",
                    "A pod that is told where the LLM is may reach it.",
                    "It starts, and waits for an endpoint that no NetworkPolicy lets it reach.",
                    "permit egress from the pod to the port of LARRY_LLM_URL, or take the variable"
                            + " away where no tokens are spent",
                    "Kubernetes documentation, Network Policies");

    static final List<Rule> ALL = List.of(LLM);

    private static final String NAMESPACE = "kubernetes.io/metadata.name";

    private LlmRefs() {}

    /**
     * Where a pod wants to go.
     *
     * @param namespace where that is in the cluster, else nothing; its port is then the Service's,
     *     and a policy speaks of the pods'
     */
    private record Target(String host, int port, @Nullable String namespace) {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Pod pod : tree.pods()) {
            for (Container container : pod.containers()) {
                for (Field variable : container.field().get("env").items()) {
                    Field url = variable.get("value");
                    if (variable.get("name").is(Variables.LARRY_LLM_URL.name()) && !url.isEmpty()) {
                        address(tree, pod, url, findings);
                    }
                }
            }
        }
    }

    private static void address(ManifestSet tree, Pod pod, Field url, Consumer<Finding> findings) {
        Target target = target(url.text(), pod.namespace());
        List<Manifest> policies =
                tree.of("networking.k8s.io", "NetworkPolicy", pod.namespace()).stream()
                        .filter(LlmRefs::isForEgress)
                        .filter(each ->
                                Selector.matches(each.spec().get("podSelector"), pod.labels()))
                        .toList();
        if (target == null || policies.isEmpty()) {
            return;
        }
        boolean permitted =
                policies.stream()
                        .flatMap(each -> each.spec().get("egress").items().stream())
                        .anyMatch(each -> permits(tree, each, target));
        if (!permitted) {
            findings.accept(
                    pod.owner()
                            .finding(
                                    LLM,
                                    url,
                                    "no policy for its egress permits "
                                            + target.host()
                                            + (target.namespace() == null
                                                    ? ", port " + target.port()
                                                    : ""),
                                    "a rule that does"));
        }
    }

    private static @Nullable Target target(String url, String namespace) {
        if (Placeholder.isIn(url)) {
            return null;
        }
        try {
            URI address = new URI(url);
            String host = address.getHost();
            if (host == null) {
                return null;
            }
            int plain = "http".equals(address.getScheme()) ? 80 : 443;
            int port = address.getPort() < 0 ? plain : address.getPort();
            String[] labels = host.split("\\.", -1);
            boolean service = labels.length > 2 && labels[2].equals("svc");
            return new Target(
                    host, port, labels.length == 1 ? namespace : service ? labels[1] : null);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Without a word a policy is of type Egress where it has egress rules. */
    private static boolean isForEgress(Manifest policy) {
        Field types = policy.spec().get("policyTypes");
        return types.isEmpty()
                ? !policy.spec().get("egress").isEmpty()
                : types.list().contains("Egress");
    }

    private static boolean permits(ManifestSet tree, Field rule, Target target) {
        List<Field> peers = rule.get("to").items();
        boolean there =
                peers.isEmpty() || peers.stream().anyMatch(each -> isPeer(tree, each, target));
        List<Field> ports = rule.get("ports").items();
        return there
                && (target.namespace() != null
                        || ports.isEmpty()
                        || ports.stream().anyMatch(each -> isPort(each, target.port())));
    }

    /**
     * Policies speak of addresses and pods, and which of them a name stands for is not written
     * down: what can be told is that a Service is of another namespace.
     */
    private static boolean isPeer(ManifestSet tree, Field peer, Target target) {
        String namespace = target.namespace();
        Field selector = peer.get("namespaceSelector");
        if (namespace == null || selector.isAbsent()) {
            return true;
        }
        Map<String, String> labels = new HashMap<>(Map.of(NAMESPACE, namespace));
        tree.find("", "Namespace", "", namespace).ifPresent(each -> labels.putAll(each.labels()));
        boolean known =
                labels.size() > 1
                        || selector.get("matchExpressions").isEmpty()
                                && selector.get("matchLabels").keys().equals(Set.of(NAMESPACE));
        return !known || Selector.matches(selector, labels);
    }

    private static boolean isPort(Field port, int wanted) {
        if (!port.get("protocol").textOrDefault("TCP").equals("TCP")) {
            return false;
        }
        Field number = port.get("port");
        if (number.isAbsent() || number.number().isEmpty()) {
            return true; // every port, or one that pods name
        }
        long from = number.numberOr(0);
        return from <= wanted && wanted <= port.get("endPort").numberOr(from);
    }
}
