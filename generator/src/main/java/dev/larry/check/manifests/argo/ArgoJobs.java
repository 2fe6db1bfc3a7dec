package dev.larry.check.manifests.argo;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.model.Finding;

import java.util.function.Consumer;

/** Jobs under Argo CD. */
final class ArgoJobs {
    private ArgoJobs() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        if (!tree.isArgo()) {
            return;
        }
        for (Manifest object : tree.objects()) {
            boolean hook = isHook(object);
            if (object.name().isEmpty()
                    && object.metadata().get("generateName").exists()
                    && !hook) {
                findings.accept(
                        object.finding(
                                ArgoRules.JOB_NAME,
                                object.metadata().get("generateName"),
                                "has generateName and no name",
                                "a name"));
            }
        }
        for (Manifest job : tree.of("batch", "Job")) {
            Field ttl = job.spec().get("ttlSecondsAfterFinished");
            if (ttl.exists() && !isHook(job)) {
                findings.accept(
                        job.finding(
                                ArgoRules.JOB_TTL,
                                ttl,
                                "ttlSecondsAfterFinished " + ttl.text(),
                                "none"));
            }
            if (tree.isWhole()) {
                whole(job, findings);
            }
        }
    }

    static boolean isHook(Manifest object) {
        return object.annotation("argocd.argoproj.io/hook").exists()
                || object.annotation("helm.sh/hook").exists();
    }

    private static void whole(Manifest job, Consumer<Finding> findings) {
        for (String key : new String[] {"argocd.argoproj.io/hook", "helm.sh/hook"}) {
            Field hook = job.annotation(key);
            if (hook.exists()) {
                findings.accept(job.finding(ArgoRules.HOOK, hook, "hook " + hook.text(), "none"));
            }
        }
        Field spec = job.spec();
        if (spec.get("suspend").isTrue()) {
            findings.accept(
                    job.finding(ArgoRules.SUSPEND, spec.get("suspend"), "suspend: true", "false"));
        }
        Field restart = spec.at("template.spec.restartPolicy");
        if (!restart.is("Never")) {
            findings.accept(
                    job.finding(
                            ArgoRules.JOB_POLICY,
                            restart,
                            "restartPolicy " + restart.textOr("is not set"),
                            "Never"));
        }
        Field replacement = spec.get("podReplacementPolicy");
        if (!replacement.is("Failed")) {
            findings.accept(
                    job.finding(
                            ArgoRules.JOB_POLICY,
                            replacement.exists() ? replacement : spec,
                            "podReplacementPolicy " + replacement.textOr("is not set"),
                            "Failed"));
        }
        boolean ignores =
                spec.at("podFailurePolicy.rules").items().stream()
                        .filter(each -> each.get("action").is("Ignore"))
                        .flatMap(each -> each.get("onPodConditions").items().stream())
                        .anyMatch(each -> each.get("type").is("DisruptionTarget"));
        if (!ignores) {
            Field policy = spec.get("podFailurePolicy");
            findings.accept(
                    job.finding(
                            ArgoRules.JOB_POLICY,
                            policy.exists() ? policy : spec,
                            "no podFailurePolicy rule ignores DisruptionTarget",
                            "action: Ignore for it"));
        }
    }
}
