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

    private void pod(Pod pod) {
        for (String resource : RESOURCES) {
            within(
                    resource,
                    new Admitted(tree).ofPod(pod, "limits", resource),
                    pod.owner(),
                    pod.spec(),
                    "the pod's " + resource);
        }
    }

    private void containers(Pod pod) {
        for (Container container : pod.containers()) {
            for (String key : List.of("limits", "requests")) {
                for (String resource : RESOURCES) {
                    within(
                            resource,
                            container.field().get("resources").get(key).get(resource),
                            pod.owner(),
                            "container " + container.name() + " " + key + "." + resource);
                }
            }
        }
    }

    private void within(String resource, Field field, Manifest object, String what) {
        QuantityRules.value(field).ifPresent(value -> within(resource, value, object, field, what));
    }

    private void within(
            String resource, BigDecimal value, Manifest object, Field field, String what) {
        Optional<BigDecimal> most = QuantityRules.value(limit.get("max").get(resource));
        Optional<BigDecimal> least = QuantityRules.value(limit.get("min").get(resource));
        if (most.isPresent() && value.compareTo(most.get()) > 0) {
            outside(value, "at most " + limit.get("max").get(resource).text(), object, field, what);
        } else if (least.isPresent() && value.signum() > 0 && value.compareTo(least.get()) < 0) {
            outside(
                    value,
                    "at least " + limit.get("min").get(resource).text(),
                    object,
                    field,
                    what);
        }
    }

    private void outside(
            BigDecimal value, String bound, Manifest object, Field field, String what) {
        findings.accept(
                object.finding(
                        QuotaRules.RANGE,
                        field,
                        what + " " + Amounts.text(value),
                        bound + " (LimitRange " + range.name() + ")"));
    }
}
