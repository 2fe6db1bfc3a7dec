package dev.larry.check.manifests.workload;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.check.manifests.Selector;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Budgets that let nobody go. */
final class BudgetRules {
    static final Rule DRAINS =
            Rule.error(
                    "reliability/budget-blocks-drain",
                    "A PodDisruptionBudget lets at least one pod go.",
                    "kubectl drain waits for ever; nodes are not updated.",
                    "set maxUnavailable: 1, or raise the replicas",
                    "Kubernetes documentation, Specifying a Disruption Budget for your"
                            + " Application");

    static final List<Rule> ALL = List.of(DRAINS);

    private BudgetRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest budget : tree.of("policy", "PodDisruptionBudget")) {
            Field least = budget.spec().get("minAvailable");
            Field most = budget.spec().get("maxUnavailable");
            if (most.is("0") || most.is("0%") || least.is("100%")) {
                findings.accept(
                        budget.finding(
                                DRAINS,
                                most.exists() ? most : least,
                                most.exists()
                                        ? "maxUnavailable " + most.text()
                                        : "minAvailable 100%",
                                "at least one pod may go"));
            } else if (least.number().isPresent()) {
                least(tree, budget, least, findings);
            }
        }
    }

    private static void least(
            ManifestSet tree, Manifest budget, Field least, Consumer<Finding> findings) {
        long replicas = 0;
        boolean scaled = false;
        for (Pod pod : tree.pods(budget.namespace())) {
            if (!Selector.matches(budget.spec().get("selector"), pod.labels())
                    || pod.owner().group().equals("batch")) {
                continue;
            }
            if (pod.owner().kind().equals("DaemonSet")) {
                return; // whose number is not written down
            }
            Optional<Manifest> scaler = scaler(tree, pod.owner());
            scaled |= scaler.isPresent();
            replicas +=
                    scaler.map(each -> each.spec().get("minReplicas"))
                            .orElse(pod.owner().spec().get("replicas"))
                            .numberOr(1);
        }
        if (replicas > 0 && least.numberOr(0) >= replicas) {
            Finding finding =
                    budget.finding(
                            DRAINS,
                            least,
                            "minAvailable "
                                    + least.text()
                                    + " of "
                                    + (scaled ? "at least " : "")
                                    + replicas
                                    + " replicas",
                            "less than the replicas");
            findings.accept(scaled ? finding.as(Severity.WARNING) : finding);
        }
    }

    private static Optional<Manifest> scaler(ManifestSet tree, Manifest owner) {
        return tree.of("autoscaling", "HorizontalPodAutoscaler", owner.namespace()).stream()
                .filter(each -> each.spec().at("scaleTargetRef.name").is(owner.name()))
                .findFirst();
    }
}
