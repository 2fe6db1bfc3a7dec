package dev.larry.check.manifests.argo;

import dev.larry.check.manifests.Applications;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Applications and AppProjects themselves. */
final class ArgoApplications {
    private ArgoApplications() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        Applications applications = Applications.of(tree);
        for (Manifest application : tree.of("argoproj.io", "Application")) {
            Field spec = application.spec();
            if (spec.get("project").is("default")) {
                findings.accept(
                        application.finding(
                                ArgoRules.PROJECT_DEFAULT,
                                spec.get("project"),
                                "project default",
                                "an AppProject of its own"));
            }
            Field empty = spec.at("syncPolicy.automated.allowEmpty");
            if (empty.isTrue()) {
                findings.accept(
                        application.finding(
                                ArgoRules.ALLOW_EMPTY, empty, "allowEmpty: true", "false"));
            }
            for (Field option : spec.at("syncPolicy.syncOptions").items()) {
                if (Set.of("Replace=true", "Force=true").contains(option.text())) {
                    findings.accept(
                            application.finding(ArgoRules.FORCE, option, option.text(), "neither"));
                }
            }
            if (applications.ownersOf(application).stream()
                    .anyMatch(each -> each.application().equals(application))) {
                findings.accept(
                        application.finding(
                                ArgoRules.SELF,
                                spec.at("source.path"),
                                "syncs the directory it lies in",
                                "a directory of its own"));
            }
            if (tree.isWhole()) {
                automated(application, findings);
            }
        }
        for (Manifest project : tree.of("argoproj.io", "AppProject")) {
            project(project, findings);
            Field windows = project.spec().get("syncWindows");
            if (tree.isWhole() && !windows.isEmpty()) {
                findings.accept(
                        project.finding(ArgoRules.WINDOW, windows, "has sync windows", "none"));
            }
        }
    }

    private static void automated(Manifest application, Consumer<Finding> findings) {
        Field policy = application.spec().get("syncPolicy");
        for (Field option : policy.get("syncOptions").items()) {
            if (option.is("PruneLast=true")) {
                findings.accept(
                        application.finding(
                                ArgoRules.PRUNE_LAST, option, "PruneLast=true", "no such option"));
            }
        }
        for (String key : List.of("prune", "selfHeal")) {
            Field field = policy.get("automated").get(key);
            if (!field.isTrue()) {
                findings.accept(
                        application.finding(
                                ArgoRules.AUTOMATED,
                                field,
                                "automated." + key + " is not true",
                                "true"));
            }
        }
        if (policy.get("retry").isAbsent()) {
            findings.accept(
                    application.finding(
                            ArgoRules.AUTOMATED, policy, "no retry", "a retry with backoff"));
        }
        if (!policy.get("syncOptions").list().contains("FailOnSharedResource=true")) {
            findings.accept(
                    application.finding(
                            ArgoRules.AUTOMATED,
                            policy.get("syncOptions"),
                            "no FailOnSharedResource=true",
                            "FailOnSharedResource=true"));
        }
        Field revision = application.spec().at("source.targetRevision");
        if (revision.isEmpty() || revision.is("HEAD")) {
            findings.accept(
                    application.finding(
                            ArgoRules.REVISION,
                            revision,
                            "targetRevision " + revision.textOr("is not set"),
                            "the protected branch"));
        }
    }

    private static void project(Manifest project, Consumer<Finding> findings) {
        Field spec = project.spec();
        spec.get("sourceRepos").items().stream()
                .filter(each -> each.is("*"))
                .forEach(each -> wildcard(project, each, "any repository", findings));
        for (Field destination : spec.get("destinations").items()) {
            if (destination.get("namespace").is("*")) {
                wildcard(project, destination.get("namespace"), "any namespace", findings);
            }
        }
        for (Field kind : spec.get("clusterResourceWhitelist").items()) {
            if (kind.get("kind").is("*")) {
                wildcard(project, kind.get("kind"), "any kind of the cluster", findings);
            }
        }
    }

    private static void wildcard(
            Manifest project, Field field, String what, Consumer<Finding> findings) {
        findings.accept(
                project.finding(ArgoRules.PROJECT_WILDCARD, field, "permits " + what, "names"));
    }
}
