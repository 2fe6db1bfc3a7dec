package dev.larry.check.manifests.workload;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.function.Consumer;

/** How often a Job tries, and how long. */
final class JobRules {
    static final Rule RETRIES =
            Rule.warning(
                    "reliability/backoff-limit",
                    "A Job that is retried is retried a bounded number of times.",
                    "Each retry costs what the first did.",
                    "set backoffLimit to 10 or less",
                    "Kubernetes documentation, Jobs, Pod backoff failure policy");
    static final Rule DEADLINE =
            Rule.warning(
                    "reliability/job-deadline",
                    "A Job has a deadline.",
                    "One that hangs runs, and holds its resources, until somebody looks.",
                    "set activeDeadlineSeconds",
                    "Kubernetes documentation, Jobs, Job termination and cleanup");

    static final List<Rule> ALL = List.of(RETRIES, DEADLINE);

    private JobRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest job : tree.of("batch", "Job")) {
            job(tree, job, job.spec(), findings);
        }
        for (Manifest job : tree.of("batch", "CronJob")) {
            job(tree, job, job.spec().at("jobTemplate.spec"), findings);
        }
    }

    private static void job(
            ManifestSet tree, Manifest job, Field spec, Consumer<Finding> findings) {
        Field limit = spec.get("backoffLimit");
        if (limit.numberOr(6) > 10) {
            findings.accept(
                    job.finding(RETRIES, limit, "backoffLimit " + limit.text(), "10 at most"));
        } else if (limit.isAbsent() && tree.isWhole()) {
            findings.accept(job.finding(RETRIES, spec, "no backoffLimit", "a backoffLimit"));
        }
        if (tree.isWhole() && spec.get("activeDeadlineSeconds").isAbsent()) {
            findings.accept(job.finding(DEADLINE, spec, "no activeDeadlineSeconds", "a deadline"));
        }
    }
}
