package dev.larry.check.manifests.schema;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.Placeholder;

import java.util.Set;

/**
 * Vocabularies and bounds of what runs to an end.
 *
 * <p>Source: Kubernetes API reference, Job, CronJob.
 */
final class JobRanges {
    private JobRanges() {}

    static void check(Manifest object, Limits limits) {
        Field spec = object.spec();
        if (object.kind().equals("Job")) {
            job(spec, limits);
        } else if (object.kind().equals("CronJob")) {
            limits.word(spec.get("concurrencyPolicy"), Set.of("Allow", "Forbid", "Replace"));
            limits.range(
                    spec,
                    0,
                    "startingDeadlineSeconds",
                    "successfulJobsHistoryLimit",
                    "failedJobsHistoryLimit");
            job(spec.at("jobTemplate.spec"), limits);
            schedule(spec.get("schedule"), limits);
        }
    }

    private static void schedule(Field schedule, Limits limits) {
        if (schedule.isScalar()
                && !Placeholder.isIn(schedule.text())
                && !CronSchedule.isValid(schedule.text())) {
            limits.broken(RangeRules.CRON, schedule, "'" + schedule.text() + "'", "* * * * *");
        }
    }

    private static void job(Field spec, Limits limits) {
        limits.range(
                spec,
                0,
                "backoffLimit",
                "ttlSecondsAfterFinished",
                "parallelism",
                "completions",
                "activeDeadlineSeconds");
        limits.word(spec.get("completionMode"), Set.of("NonIndexed", "Indexed"));
        limits.word(spec.get("podReplacementPolicy"), Set.of("TerminatingOrFailed", "Failed"));
        Field policy = spec.get("podFailurePolicy");
        policy.get("rules").items().forEach(rule -> failure(rule, limits));
        if (policy.isAbsent()) {
            return;
        }
        Field restart = spec.at("template.spec.restartPolicy");
        if (!restart.is("Never")) {
            limits.broken(
                    RangeRules.RANGE,
                    policy,
                    "podFailurePolicy with restartPolicy " + restart.textOr("Always"),
                    "restartPolicy Never");
        }
        if (spec.get("podReplacementPolicy").is("TerminatingOrFailed")) {
            limits.broken(
                    RangeRules.RANGE,
                    spec.get("podReplacementPolicy"),
                    "TerminatingOrFailed with a podFailurePolicy",
                    "Failed");
        }
    }

    private static void failure(Field rule, Limits limits) {
        Field operator = rule.at("onExitCodes.operator");
        limits.word(rule.get("action"), Set.of("FailJob", "Ignore", "Count", "FailIndex"));
        limits.word(operator, Set.of("In", "NotIn"));
        for (Field code : rule.at("onExitCodes.values").items()) {
            limits.bound(code, 0, 255);
            if (code.is("0") && operator.is("In")) {
                limits.broken(RangeRules.RANGE, code, "exit code 0 as a failure", "1 to 255");
            }
        }
    }
}
