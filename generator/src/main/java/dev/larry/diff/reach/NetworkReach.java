package dev.larry.diff.reach;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.diff.object.ManifestObject;
import dev.larry.diff.object.Trees;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Connections that a change allows: more peers, ports or addresses, other pods, or a restriction
 * that is gone.
 *
 * <p>Source: Kubernetes documentation, "Network Policies": policies add up, and a pod that none
 * selects for a direction is not restricted in it.
 */
public final class NetworkReach {
    private final Trees trees;
    private final List<String> lines = new ArrayList<>();

    /**
     * Policies, and the namespaces that hold anything and that hold pods: looked up, not sought.
     */
    private final Map<String, List<ManifestObject>> before = new HashMap<>();

    private final Map<String, List<ManifestObject>> after = new HashMap<>();
    private final Set<String> older = new HashSet<>();
    private final Set<String> populated = new HashSet<>();

    private NetworkReach(Trees trees) {
        this.trees = trees;
        index(trees.base(), before);
        index(trees.head(), after);
        trees.base().forEach(each -> older.add(each.id().namespace()));
        trees.head().stream()
                .filter(each -> !each.podTemplate().isMissingNode())
                .forEach(each -> populated.add(each.id().namespace()));
    }

    private static void index(
            Collection<ManifestObject> tree, Map<String, List<ManifestObject>> policies) {
        tree.stream()
                .filter(NetworkReach::isPolicy)
                .forEach(each ->
                        policies.computeIfAbsent(each.id().namespace(), _ -> new ArrayList<>())
                                .add(each));
    }

    /** What is widened, a line each. */
    public static List<String> widened(Trees trees) {
        NetworkReach reach = new NetworkReach(trees);
        for (ManifestObject after : trees.head()) {
            Optional<ManifestObject> before = trees.base(after.id());
            boolean same = before.isPresent() && before.get().content() == after.content();
            if (isPolicy(after) && !same) {
                reach.policy(before.isEmpty(), after);
            } else if (!same) {
                reach.exposed(before, after);
            }
        }
        for (ManifestObject before : trees.base()) {
            if (isPolicy(before)) {
                reach.lifted(before);
            }
        }
        return reach.lines;
    }

    private static boolean isPolicy(ManifestObject object) {
        return object.id().is("networking.k8s.io", "NetworkPolicy");
    }

    private void policy(boolean isNew, ManifestObject policy) {
        List<Flow> had = around(before, policy).flatMap(each -> Flow.of(each).stream()).toList();
        for (Flow flow : Flow.of(policy)) {
            // Where nothing restricted these pods, whatever a policy allows was allowed before.
            boolean open =
                    older.contains(policy.id().namespace())
                            && !restricted(before, policy, flow.direction());
            if (!open && had.stream().noneMatch(each -> each.covers(flow))) {
                lines.add(
                        (isNew ? "new " : "")
                                + policy.id()
                                + " allows "
                                + flow.shown()
                                + " for "
                                + pods(policy));
            }
        }
    }

    /** A restriction of the base that no policy of the head keeps up. */
    private void lifted(ManifestObject policy) {
        Optional<ManifestObject> now = trees.head(policy.id());
        if (now.isPresent() && now.get().content() == policy.content()
                || !populated.contains(policy.id().namespace())) {
            return;
        }
        for (String direction : Flow.types(policy)) {
            if (!restricted(after, policy, direction)) {
                lines.add(
                        policy.id()
                                + (now.isEmpty() ? " is gone" : " is changed")
                                + ": "
                                + direction
                                + " of "
                                + pods(policy)
                                + " is no longer restricted");
            }
        }
    }

    private static boolean restricted(
            Map<String, List<ManifestObject>> tree, ManifestObject policy, String direction) {
        return around(tree, policy).anyMatch(each -> Flow.types(each).contains(direction));
    }

    /** The policies of a tree that surely select every pod that this one selects. */
    private static Stream<ManifestObject> around(
            Map<String, List<ManifestObject>> tree, ManifestObject policy) {
        JsonNode selector = selector(policy);
        return tree.getOrDefault(policy.id().namespace(), List.of()).stream()
                .filter(each -> selector(each).isEmpty() || selector(each).equals(selector));
    }

    private static JsonNode selector(ManifestObject policy) {
        return policy.at("/spec/podSelector");
    }

    private static String pods(ManifestObject policy) {
        JsonNode selector = selector(policy);
        return selector.isEmpty()
                ? "every pod of " + policy.id().namespace()
                : "pods " + selector.toString().replace("\"", "");
    }

    /** Ways in from outside the cluster. */
    private void exposed(Optional<ManifestObject> before, ManifestObject after) {
        if (after.id().is("", "Service")) {
            String is = after.at("/spec/type").asText("ClusterIP");
            String was = before.map(each -> each.at("/spec/type").asText("ClusterIP")).orElse("");
            if (Set.of("NodePort", "LoadBalancer").contains(is) && !is.equals(was)) {
                lines.add(after.id() + " is now a " + is + ", open from outside the cluster");
            }
        } else if (after.id().kind().equals("Ingress")) {
            for (JsonNode rule : after.at("/spec/rules")) {
                String host = rule.path("host").asText("");
                boolean had =
                        before.map(each ->
                                        each.at("/spec/rules")
                                                .valueStream()
                                                .anyMatch(old ->
                                                        old.path("host").asText("").equals(host)))
                                .orElse(false);
                if (!had) {
                    lines.add(
                            after.id()
                                    + " opens "
                                    + (host.isEmpty() ? "every host name" : "the host " + host));
                }
            }
        } else if (!after.podTemplate().isMissingNode()
                && after.podTemplate().path("spec").path("hostNetwork").asBoolean(false)
                && !before.map(each ->
                                each.podTemplate()
                                        .path("spec")
                                        .path("hostNetwork")
                                        .asBoolean(false))
                        .orElse(false)) {
            lines.add(after.id() + " is now in its node's network, where no policy holds");
        }
    }
}
