package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.schema.QuantityRules;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;
import dev.larry.model.Finding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Quotas and limit ranges, replayed as admission would. */
public final class QuotaRules {
    static final Rule QUOTA =
            Rule.error(
                    "totals/quota",
                    "What a namespace's pods and claims ask for together is within its"
                            + " ResourceQuota.",
                    "Admission refuses the pod that does not fit any more: a Job that never starts,"
                            + " an update that hangs.",
                    "raise the quota, or ask for less",
                    "Kubernetes documentation, Resource Quotas");
    static final Rule UNSET =
            Rule.error(
                    "totals/quota-unset",
                    "In a namespace with a quota each pod says what the quota counts.",
                    "Admission refuses a pod without it, unless a LimitRange says it instead.",
                    "set the request or limit, or add a LimitRange with a default",
                    "Kubernetes documentation, Resource Quotas, Requests compared to Limits");
    static final Rule RANGE =
            Rule.error(
                    "totals/limit-range",
                    "A container, a pod and a claim are within the namespace's LimitRange.",
                    "Admission refuses it.",
                    "stay between min and max, or change the LimitRange",
                    "Kubernetes documentation, Limit Ranges");

    public static final List<Rule> ALL = List.of(QUOTA, UNSET, RANGE);

    public static final List<TreeCheck<ManifestSet>> CHECKS = List.of(QuotaRules::check);

    private static final Set<String> COMPUTE = Set.of("cpu", "memory", "ephemeral-storage");

    private final ManifestSet tree;
    private final Consumer<Finding> findings;

    private QuotaRules(ManifestSet tree, Consumer<Finding> findings) {
        this.tree = tree;
        this.findings = findings;
    }

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        QuotaRules rules = new QuotaRules(tree, findings);
        for (Manifest quota : tree.of("", "ResourceQuota")) {
            quota.spec().get("hard").fields().forEach(hard -> rules.hard(quota, hard));
        }
        for (Manifest range : tree.of("", "LimitRange")) {
            range.spec().get("limits").items().forEach(limit -> rules.range(range, limit));
        }
    }

    private void hard(Manifest quota, Field hard) {
        Optional<BigDecimal> most = QuantityRules.value(hard);
        String name = hard.key();
        if (most.isEmpty() || name.startsWith("count/")) {
            return;
        }
        String key = name.startsWith("limits.") ? "limits" : "requests";
        String resource = name.substring(name.indexOf('.') + 1);
        if (COMPUTE.contains(resource) && (name.indexOf('.') < 0 || name.startsWith(key + "."))) {
            compute(quota, hard, key, resource, most.get());
        } else if (name.equals("requests.storage")) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Manifest claim : tree.of("", "PersistentVolumeClaim", quota.namespace())) {
                sum =
                        sum.add(
                                QuantityRules.value(claim.spec().at("resources.requests.storage"))
                                        .orElse(BigDecimal.ZERO));
            }
            for (Manifest set : tree.of("apps", "StatefulSet", quota.namespace())) {
                for (Field claim : set.spec().get("volumeClaimTemplates").items()) {
                    BigDecimal each =
                            QuantityRules.value(claim.at("spec.resources.requests.storage"))
                                    .orElse(BigDecimal.ZERO);
                    sum =
                            sum.add(
                                    each.multiply(
                                            BigDecimal.valueOf(
                                                    set.spec().get("replicas").numberOr(1))));
                }
            }
            over(quota, hard, sum, most.get());
        } else if (name.equals("pods")) {
            long pods = 0;
            for (Pod pod : counted(quota)) {
                pods += PodCount.of(pod.owner());
            }
            over(quota, hard, BigDecimal.valueOf(pods), most.get());
        } else if (name.equals("persistentvolumeclaims")) {
            over(
                    quota,
                    hard,
                    BigDecimal.valueOf(
                            tree.of("", "PersistentVolumeClaim", quota.namespace()).size()),
                    most.get());
        }
    }

    private void compute(Manifest quota, Field hard, String key, String resource, BigDecimal most) {
        BigDecimal sum = BigDecimal.ZERO;
        List<String> parts = new ArrayList<>();
        for (Pod pod : counted(quota)) {
            for (Container container : pod.containers()) {
                boolean podLevel = pod.spec().get("resources").get(key).get(resource).exists();
                if (container.role() != Container.Role.EPHEMERAL
                        && !podLevel
                        && amount(pod, container, key, resource).isEmpty()) {
                    Field resources = container.field().get("resources");
                    findings.accept(
                            pod.owner()
                                    .finding(
                                            UNSET,
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
            BigDecimal one =
                    PodResources.of(
                            pod,
                            key,
                            resource,
                            each -> amount(pod, each, key, resource).orElse(BigDecimal.ZERO));
            long count = PodCount.of(pod.owner());
            if (count > 0 && one.signum() > 0) {
                parts.add(pod.owner().name() + " " + (count == 1 ? "" : count + " x ") + show(one));
            }
            sum = sum.add(one.multiply(BigDecimal.valueOf(count)));
        }
        if (sum.compareTo(most) > 0) {
            findings.accept(
                    quota.finding(
                            QUOTA,
                            hard,
                            String.join(" + ", parts) + " = " + show(sum) + " " + hard.key(),
                            hard.text(),
                            "raise it to "
                                    + show(sum)
                                    + ", or ask for "
                                    + show(sum.subtract(most))
                                    + " less"));
        }
    }

    /** What a container asks for, by itself or by the defaults of the namespace's LimitRanges. */
    private Optional<BigDecimal> amount(Pod pod, Container container, String key, String resource) {
        Field resources = container.field().get("resources");
        Optional<BigDecimal> own = QuantityRules.value(resources.get(key).get(resource));
        if (own.isPresent()) {
            return own;
        }
        Optional<BigDecimal> limit = QuantityRules.value(resources.get("limits").get(resource));
        if (key.equals("requests") && limit.isPresent()) {
            return limit;
        }
        for (Manifest range : tree.of("", "LimitRange", pod.namespace())) {
            for (Field each : range.spec().get("limits").items()) {
                if (each.get("type").is("Container")) {
                    List<String> from =
                            key.equals("requests")
                                    ? List.of("defaultRequest", "default", "min", "max")
                                    : List.of("default", "max");
                    for (String bound : from) {
                        Optional<BigDecimal> given =
                                QuantityRules.value(each.get(bound).get(resource));
                        if (given.isPresent()) {
                            return given;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The pods that a quota's scopes choose. */
    private List<Pod> counted(Manifest quota) {
        return tree.pods(quota.namespace()).stream()
                .filter(pod ->
                        quota.spec().get("scopes").list().stream()
                                .allMatch(scope -> isIn(pod, scope)))
                .filter(pod ->
                        quota.spec().at("scopeSelector.matchExpressions").items().stream()
                                .allMatch(each -> isChosen(pod, each)))
                .toList();
    }

    private static boolean isIn(Pod pod, String scope) {
        boolean terminating = pod.spec().get("activeDeadlineSeconds").exists();
        boolean bestEffort =
                pod.containers().stream()
                        .allMatch(each ->
                                each.field().at("resources.requests").isEmpty()
                                        && each.field().at("resources.limits").isEmpty());
        return switch (scope) {
            case "Terminating" -> terminating;
            case "NotTerminating" -> !terminating;
            case "BestEffort" -> bestEffort;
            case "NotBestEffort" -> !bestEffort;
            case "PriorityClass" -> pod.spec().get("priorityClassName").exists();
            default -> false;
        };
    }

    private static boolean isChosen(Pod pod, Field expression) {
        String scope = expression.get("scopeName").text();
        if (!scope.equals("PriorityClass")) {
            return isIn(pod, scope);
        }
        String name = pod.spec().get("priorityClassName").text();
        boolean among = expression.get("values").list().contains(name);
        return switch (expression.get("operator").text()) {
            case "In" -> among;
            case "NotIn" -> !among;
            case "DoesNotExist" -> name.isEmpty();
            default -> !name.isEmpty();
        };
    }

    private void over(Manifest quota, Field hard, BigDecimal sum, BigDecimal most) {
        if (sum.compareTo(most) > 0) {
            findings.accept(
                    quota.finding(
                            QUOTA,
                            hard,
                            show(sum) + " " + hard.key(),
                            hard.text(),
                            "raise it to "
                                    + show(sum)
                                    + ", or ask for "
                                    + show(sum.subtract(most))
                                    + " less"));
        }
    }

    private void range(Manifest range, Field limit) {
        String type = limit.get("type").text();
        if (type.equals("PersistentVolumeClaim")) {
            for (Manifest claim : tree.of("", "PersistentVolumeClaim", range.namespace())) {
                Field storage = claim.spec().at("resources.requests.storage");
                QuantityRules.value(storage)
                        .ifPresent(value ->
                                within(range, limit, "storage", value, claim, storage, "storage"));
            }
            return;
        }
        for (Pod pod : tree.pods(range.namespace())) {
            for (String resource : List.of("cpu", "memory")) {
                if (type.equals("Pod")) {
                    BigDecimal most =
                            PodResources.of(
                                    pod,
                                    "limits",
                                    resource,
                                    each ->
                                            amount(pod, each, "limits", resource)
                                                    .orElse(BigDecimal.ZERO));
                    within(
                            range,
                            limit,
                            resource,
                            most,
                            pod.owner(),
                            pod.spec(),
                            "the pod's " + resource);
                } else if (type.equals("Container")) {
                    for (Container container : pod.containers()) {
                        for (String key : List.of("limits", "requests")) {
                            Field field = container.field().get("resources").get(key).get(resource);
                            QuantityRules.value(field)
                                    .ifPresent(value ->
                                            within(
                                                    range,
                                                    limit,
                                                    resource,
                                                    value,
                                                    pod.owner(),
                                                    field,
                                                    "container "
                                                            + container.name()
                                                            + " "
                                                            + key
                                                            + "."
                                                            + resource));
                        }
                    }
                }
            }
        }
    }

    private void within(
            Manifest range,
            Field limit,
            String resource,
            BigDecimal value,
            Manifest object,
            Field field,
            String what) {
        Optional<BigDecimal> most = QuantityRules.value(limit.get("max").get(resource));
        Optional<BigDecimal> least = QuantityRules.value(limit.get("min").get(resource));
        if (most.isPresent() && value.compareTo(most.get()) > 0) {
            findings.accept(
                    object.finding(
                            RANGE,
                            field,
                            what + " " + show(value),
                            "at most "
                                    + limit.get("max").get(resource).text()
                                    + " (LimitRange "
                                    + range.name()
                                    + ")"));
        } else if (least.isPresent() && value.signum() > 0 && value.compareTo(least.get()) < 0) {
            findings.accept(
                    object.finding(
                            RANGE,
                            field,
                            what + " " + show(value),
                            "at least "
                                    + limit.get("min").get(resource).text()
                                    + " (LimitRange "
                                    + range.name()
                                    + ")"));
        }
    }

    /** As a person writes it: whole binary units where they are whole. */
    private static String show(BigDecimal value) {
        return Amounts.text(value);
    }
}
