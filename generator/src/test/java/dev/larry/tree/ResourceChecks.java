package dev.larry.tree;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What pods ask for and may use. Sources: Kubernetes documentation, "Resource Quotas", "Limit
 * Ranges".
 */
final class ResourceChecks {
    private static final List<String> WHICH = List.of("requests", "limits");
    private static final List<String> RESOURCES = List.of("cpu", "memory");
    private static final Set<String> QUANTITIES =
            Set.of("requests", "limits", "hard", "max", "min", "default", "defaultRequest");

    private ResourceChecks() {}

    static void canonical(RenderedTree tree, Consumer<String> problems) {
        for (TreeObject object : tree.objects()) {
            RenderedTree.mappings(object.node())
                    .forEach(mapping ->
                            mapping.properties()
                                    .forEach(entry -> {
                                        if (QUANTITIES.contains(entry.getKey())
                                                && entry.getValue().isObject()) {
                                            entry.getValue()
                                                    .forEach(amount ->
                                                            canonical(object, amount, problems));
                                        } else if (entry.getKey().equals("sizeLimit")) {
                                            canonical(object, entry.getValue(), problems);
                                        }
                                    }));
        }
    }

    private static void canonical(TreeObject object, JsonNode amount, Consumer<String> problems) {
        if (!amount.isTextual() || !Amounts.canonical(amount.asText())) {
            problems.accept(
                    object.path() + " has " + amount + ", which the API server would rewrite");
        }
    }

    static void requestsWithinLimits(RenderedTree tree, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            for (JsonNode container : pod.containers()) {
                for (String resource : RESOURCES) {
                    for (String which : WHICH) {
                        if (!container.path("resources").path(which).has(resource)) {
                            problems.accept(pod.path() + " has no " + which + "." + resource);
                        }
                    }
                    if (Amounts.of(container, "requests", resource)
                                    .compareTo(Amounts.of(container, "limits", resource))
                            > 0) {
                        problems.accept(
                                pod.path() + " asks for more " + resource + " than it may use");
                    }
                }
            }
        }
    }

    static void quota(RenderedTree tree, Consumer<String> problems) {
        Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
        for (Pod pod : tree.pods()) {
            Map<String, BigDecimal> sum =
                    sums.computeIfAbsent(pod.namespace(), namespace -> new TreeMap<>());
            for (String which : WHICH) {
                for (String resource : RESOURCES) {
                    BigDecimal all =
                            pod.effective(which, resource).multiply(new BigDecimal(pod.count()));
                    sum.merge(which + "." + resource, all, BigDecimal::add);
                }
            }
            for (JsonNode claim : pod.owner().at("/spec/volumeClaimTemplates")) {
                sum.merge(
                        "requests.storage",
                        storage(claim).multiply(new BigDecimal(pod.count())),
                        BigDecimal::add);
            }
        }
        tree.all("PersistentVolumeClaim")
                .forEach(claim ->
                        sums.computeIfAbsent(claim.namespace(), namespace -> new TreeMap<>())
                                .merge("requests.storage", storage(claim.node()), BigDecimal::add));
        Map<String, List<TreeObject>> quotas =
                tree.all("ResourceQuota").collect(Collectors.groupingBy(TreeObject::namespace));
        Set<String> namespaces = new TreeSet<>(sums.keySet());
        namespaces.addAll(quotas.keySet());
        for (String namespace : namespaces) {
            List<TreeObject> here = quotas.getOrDefault(namespace, List.of());
            Map<String, BigDecimal> hard = new TreeMap<>();
            here.forEach(quota ->
                    TreeObject.texts(quota.at("/spec/hard"))
                            .forEach((name, amount) -> hard.put(name, Amounts.of(amount))));
            Map<String, BigDecimal> sum = sums.getOrDefault(namespace, Map.of());
            if (here.size() != 1 || !sameAmounts(hard, sum)) {
                problems.accept(namespace + " has a quota of " + hard + " for pods of " + sum);
            }
        }
    }

    private static boolean sameAmounts(Map<String, BigDecimal> a, Map<String, BigDecimal> b) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream()
                        .allMatch(entry ->
                                entry.getValue()
                                                .compareTo(
                                                        b.getOrDefault(
                                                                entry.getKey(), BigDecimal.ONE))
                                        == 0);
    }

    private static BigDecimal storage(JsonNode claim) {
        return Amounts.of(claim.at("/spec/resources/requests/storage").asText());
    }

    static void limitRange(RenderedTree tree, Consumer<String> problems) {
        tree.all("LimitRange")
                .forEach(range -> {
                    for (JsonNode limit : range.at("/spec/limits")) {
                        TreeObject.texts(limit.path("default"))
                                .forEach((resource, amount) -> {
                                    if (Amounts.of(amount).compareTo(of(limit, "max", resource)) > 0
                                            || of(limit, "defaultRequest", resource)
                                                            .compareTo(Amounts.of(amount))
                                                    > 0) {
                                        problems.accept(
                                                range.path()
                                                        + " gives a default beyond its own limits");
                                    }
                                });
                        if (limit.path("type").asText().equals("Container")) {
                            containers(tree, range, limit, problems);
                        } else {
                            claims(tree, range, limit, problems);
                        }
                    }
                });
    }

    private static BigDecimal of(JsonNode limit, String member, String resource) {
        return Amounts.of(limit.path(member).path(resource).asText());
    }

    private static void containers(
            RenderedTree tree, TreeObject range, JsonNode limit, Consumer<String> problems) {
        for (Pod pod : tree.pods()) {
            if (pod.namespace().equals(range.namespace())) {
                for (JsonNode container : pod.containers()) {
                    for (String resource : RESOURCES) {
                        if (Amounts.of(container, "limits", resource)
                                        .compareTo(of(limit, "max", resource))
                                > 0) {
                            problems.accept(pod.path() + " is beyond " + range.path());
                        }
                    }
                }
            }
        }
    }

    private static void claims(
            RenderedTree tree, TreeObject range, JsonNode limit, Consumer<String> problems) {
        tree.all("PersistentVolumeClaim")
                .filter(claim -> claim.namespace().equals(range.namespace()))
                .filter(claim -> storage(claim.node()).compareTo(of(limit, "max", "storage")) > 0)
                .forEach(claim -> problems.accept(claim.path() + " is beyond " + range.path()));
    }
}
