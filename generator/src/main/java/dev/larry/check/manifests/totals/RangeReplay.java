package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.schema.QuantityRules;
import dev.larry.model.Finding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Replays one limit of a LimitRange on everything in its namespace. */
record RangeReplay(ManifestSet tree, Manifest range, Field limit, Consumer<Finding> findings) {
    private static final List<String> RESOURCES = List.of("cpu", "memory");

    void run() {
        switch (limit.get("type").text()) {
            case "PersistentVolumeClaim" -> {
                for (Manifest claim : tree.of("", "PersistentVolumeClaim", range.namespace())) {
                    Field storage = claim.spec().at("resources.requests.storage");
                    within("storage", storage, claim, "storage");
                }
            }
            case "Pod" -> tree.pods(range.namespace()).forEach(this::pod);
            case "Container" -> tree.pods(range.namespace()).forEach(this::containers);
            default -> {}
        }
    }

    /** Kubernetes holds a pod's sum of requests against min, and its sum of limits against max. */
    private void pod(Pod pod) {
        Admitted admitted = new Admitted(tree);
        for (String resource : RESOURCES) {
            BigDecimal asked = admitted.ofPod(pod, "requests", resource);
            BigDecimal most = admitted.ofPod(pod, "limits", resource);
            above(resource, most, pod.owner(), pod.spec(), "the pod's " + resource);
            below(resource, asked, pod.owner(), pod.spec(), "the pod's " + resource);
            Field bound = limit.get("max").get(resource);
            if (bound.exists() && most.signum() == 0 && PodCount.of(pod.owner()) > 0) {
                outside(
                        "no limit for the pod's " + resource,
                        "at most " + bound.text(),
                        pod.owner(),
                        pod.spec());
            }
        }
    }

    private void containers(Pod pod) {
        for (Container container : pod.containers()) {
            Field resources = container.field().get("resources");
            for (String resource : RESOURCES) {
                for (String key : List.of("limits", "requests")) {
                    within(
                            resource,
                            resources.get(key).get(resource),
                            pod.owner(),
                            "container " + container.name() + " " + key + "." + resource);
                }
                ratio(pod, container, resource);
            }
        }
    }

    /** How many times its request a limit may be. */
    private void ratio(Pod pod, Container container, String resource) {
        Field bound = limit.get("maxLimitRequestRatio").get(resource);
        Admitted admitted = new Admitted(tree);
        Optional<BigDecimal> most = QuantityRules.value(bound);
        Optional<BigDecimal> asked = admitted.amount(pod, container, "requests", resource);
        Optional<BigDecimal> may = admitted.amount(pod, container, "limits", resource);
        if (most.isPresent()
                && asked.isPresent()
                && may.isPresent()
                && may.get().compareTo(asked.get().multiply(most.get())) > 0) {
            outside(
                    "container "
                            + container.name()
                            + " may use "
                            + Amounts.text(may.get())
                            + " "
                            + resource
                            + " and asks for "
                            + Amounts.text(asked.get()),
                    "a limit of at most " + bound.text() + " times the request",
                    pod.owner(),
                    container.field().get("resources"));
        }
    }

    private void within(String resource, Field field, Manifest object, String what) {
        QuantityRules.value(field).ifPresent(value -> within(resource, value, object, field, what));
    }

    private void within(
            String resource, BigDecimal value, Manifest object, Field field, String what) {
        above(resource, value, object, field, what);
        below(resource, value, object, field, what);
    }

    private void above(
            String resource, BigDecimal value, Manifest object, Field field, String what) {
        Field bound = limit.get("max").get(resource);
        QuantityRules.value(bound)
                .filter(most -> value.compareTo(most) > 0)
                .ifPresent(_ ->
                        outside(
                                what + " " + Amounts.text(value),
                                "at most " + bound.text(),
                                object,
                                field));
    }

    private void below(
            String resource, BigDecimal value, Manifest object, Field field, String what) {
        Field bound = limit.get("min").get(resource);
        QuantityRules.value(bound)
                .filter(least -> value.signum() > 0 && value.compareTo(least) < 0)
                .ifPresent(_ ->
                        outside(
                                what + " " + Amounts.text(value),
                                "at least " + bound.text(),
                                object,
                                field));
    }

    private void outside(String found, String bound, Manifest object, Field field) {
        findings.accept(
                object.finding(
                        QuotaRules.RANGE,
                        field,
                        found,
                        bound + " (LimitRange " + range.name() + ")"));
    }
}
