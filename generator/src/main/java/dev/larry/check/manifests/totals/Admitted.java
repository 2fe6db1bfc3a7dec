package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.schema.QuantityRules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a container asks for once admission has filled in what it does not say itself: a
 * LimitRange's max stands for its default, that for its defaultRequest, and min for what is left.
 *
 * <p>Source: Kubernetes documentation, Limit Ranges, "LimitRange and admission checks for Pods".
 */
record Admitted(ManifestSet tree) {
    private static final List<String> FOR_REQUESTS =
            List.of("defaultRequest", "default", "max", "min");
    private static final List<String> FOR_LIMITS = List.of("default", "max");

    /**
     * The amount of one container.
     *
     * @param key {@code requests} or {@code limits}
     */
    Optional<BigDecimal> amount(Pod pod, Container container, String key, String resource) {
        Field resources = container.field().get("resources");
        Optional<BigDecimal> own = QuantityRules.value(resources.get(key).get(resource));
        if (own.isPresent()) {
            return own;
        }
        boolean requests = key.equals("requests");
        Optional<BigDecimal> limit = QuantityRules.value(resources.get("limits").get(resource));
        if (requests && limit.isPresent()) {
            return limit;
        }
        return tree.of("", "LimitRange", pod.namespace()).stream()
                .flatMap(range -> range.spec().get("limits").items().stream())
                .filter(each -> each.get("type").is("Container"))
                .flatMap(each -> (requests ? FOR_REQUESTS : FOR_LIMITS).stream().map(each::get))
                .flatMap(bound -> QuantityRules.value(bound.get(resource)).stream())
                .findFirst();
    }

    /** The amount of the whole pod, by the rules of {@link PodResources}. */
    BigDecimal ofPod(Pod pod, String key, String resource) {
        return PodResources.of(
                pod,
                key,
                resource,
                each -> amount(pod, each, key, resource).orElse(BigDecimal.ZERO));
    }

    /** What a claim, or the template of one, asks for. */
    static BigDecimal storage(Field spec) {
        return QuantityRules.value(spec.at("resources.requests.storage")).orElse(BigDecimal.ZERO);
    }

    /** What all claims of a namespace ask for, those of stateful sets included. */
    BigDecimal storage(String namespace) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Manifest claim : tree.of("", "PersistentVolumeClaim", namespace)) {
            sum = sum.add(storage(claim.spec()));
        }
        for (Manifest set : tree.of("apps", "StatefulSet", namespace)) {
            BigDecimal replicas = BigDecimal.valueOf(set.spec().get("replicas").numberOr(1));
            for (Field claim : set.spec().get("volumeClaimTemplates").items()) {
                sum = sum.add(storage(claim.get("spec")).multiply(replicas));
            }
        }
        return sum;
    }
}
