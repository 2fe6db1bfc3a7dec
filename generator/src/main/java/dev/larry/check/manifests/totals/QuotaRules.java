package dev.larry.check.manifests.totals;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.check.rule.TreeCheck;
import dev.larry.model.Finding;

import java.util.List;
import java.util.function.Consumer;

/** Quotas and limit ranges, replayed as admission would. */
public final class QuotaRules {
    static final Rule QUOTA =
            Rule.error(
                    "totals/quota",
                    "What a namespace's pods and claims ask for together, and how many objects it"
                            + " holds, is within its ResourceQuota.",
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

    private QuotaRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest quota : tree.of("", "ResourceQuota")) {
            new QuotaReplay(tree, quota, findings).run();
        }
        for (Manifest range : tree.of("", "LimitRange")) {
            for (Field limit : range.spec().get("limits").items()) {
                new RangeReplay(tree, range, limit, findings).run();
            }
        }
    }
}
