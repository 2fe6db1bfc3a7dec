package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.schema.QuantityRules;
import dev.larry.model.Finding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Replays a ResourceQuota on everything in its namespace. */
record QuotaReplay(ManifestSet tree, Manifest quota, Consumer<Finding> findings) {
    private static final Set<String> COMPUTE = Set.of("cpu", "memory", "ephemeral-storage");

    /** What a pod must say where a quota counts it. */
    private static final Set<String> ASKED = Set.of("cpu", "memory");

    void run() {
        for (Field hard : quota.spec().get("hard").fields()) {
            QuantityRules.value(hard).ifPresent(most -> hard(hard, most));
        }
    }

    private void hard(Field hard, BigDecimal most) {
        String name = hard.key();
        String key = name.startsWith("limits.") ? "limits" : "requests";
        String resource = name.substring(name.indexOf('.') + 1);
        if (COMPUTE.contains(resource) && (name.indexOf('.') < 0 || name.startsWith(key + "."))) {
            compute(hard, key, resource, most);
        } else if (name.equals("requests.storage")) {
            over(hard, "", new Admitted(tree).storage(quota.namespace()), most);
        } else if (name.equals("pods")) {
            long pods = 0;
            for (Pod pod : Scopes.counted(tree, quota)) {
                pods += PodCount.of(pod.owner());
            }
            over(hard, "", BigDecimal.valueOf(pods), most);
        } else {
            Counted.of(tree, quota.namespace(), name)
                    .ifPresent(count -> over(hard, "", BigDecimal.valueOf(count), most));
        }
    }

    private void compute(Field hard, String key, String resource, BigDecimal most) {
        Admitted admitted = new Admitted(tree);
        BigDecimal sum = BigDecimal.ZERO;
        List<String> parts = new ArrayList<>();
        for (Pod pod : Scopes.counted(tree, quota)) {
            if (ASKED.contains(resource)) {
                unset(pod, admitted, key, resource);
            }
            BigDecimal one = admitted.ofPod(pod, key, resource);
            long count = PodCount.of(pod.owner());
            if (count > 0 && one.signum() > 0) {
                String times = count == 1 ? "" : count + " x ";
                parts.add(pod.owner().name() + " " + times + Amounts.text(one));
            }
            sum = sum.add(one.multiply(BigDecimal.valueOf(count)));
        }
        over(hard, String.join(" + ", parts) + " = ", sum, most);
    }

    private void unset(Pod pod, Admitted admitted, String key, String resource) {
        if (pod.spec().get("resources").get(key).get(resource).exists()) {
            return;
        }
        for (Container container : pod.containers()) {
            Optional<BigDecimal> amount = admitted.amount(pod, container, key, resource);
            if (container.role() != Container.Role.EPHEMERAL && amount.isEmpty()) {
                Field resources = container.field().get("resources");
                findings.accept(
                        pod.owner()
                                .finding(
                                        QuotaRules.UNSET,
                                        resources.exists() ? resources : container.field(),
                                        "container "
                                                + container.name()
                                                + " has no "
                                                + key
                                                + "."
                                                + resource
                                                + ", which ResourceQuota "
                                                + quota.name()
                                                + " counts",
                                        "a value, or a LimitRange default"));
            }
        }
    }

    private void over(Field hard, String arithmetic, BigDecimal sum, BigDecimal most) {
        if (sum.compareTo(most) > 0) {
            findings.accept(
                    quota.finding(
                            QuotaRules.QUOTA,
                            hard,
                            arithmetic + Amounts.text(sum) + " " + hard.key(),
                            hard.text(),
                            "raise it to "
                                    + Amounts.text(sum)
                                    + ", or ask for "
                                    + Amounts.text(sum.subtract(most))
                                    + " less"));
        }
    }
}
