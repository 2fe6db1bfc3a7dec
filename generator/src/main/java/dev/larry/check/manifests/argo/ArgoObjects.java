package dev.larry.check.manifests.argo;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.model.Finding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What any object under Argo CD must and must not carry. */
final class ArgoObjects {
    private static final String OPTIONS = "argocd.argoproj.io/sync-options";
    private static final String WAVE = "argocd.argoproj.io/sync-wave";
    private static final String TRACKING = "argocd.argoproj.io/tracking-id";

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}");
    private static final Set<String> FORCING = Set.of("Replace=true", "Force=true");

    private ArgoObjects() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        boolean argo = tree.isArgo();
        for (Manifest object : tree.objects()) {
            Field wave = object.annotation(WAVE);
            if (wave.exists() && !WHOLE.matcher(wave.text()).matches()) {
                findings.accept(
                        object.finding(
                                ArgoRules.WAVE, wave, "'" + wave.text() + "'", "a whole number"));
            }
            if (object.annotation(TRACKING).exists()) {
                findings.accept(
                        object.finding(
                                ArgoRules.TRACKING,
                                object.annotation(TRACKING),
                                "carries a tracking id",
                                "none"));
            }
            Field options = object.annotation(OPTIONS);
            for (String option : options.text().split(",", -1)) {
                if (FORCING.contains(option.strip()) && !ArgoJobs.isHook(object)) {
                    findings.accept(
                            object.finding(ArgoRules.FORCE, options, option.strip(), "neither"));
                }
            }
            Field status = object.root().get("status");
            if (argo
                    && status.isMapping()
                    && !status.isEmpty()
                    && !object.kind().equals("CustomResourceDefinition")) {
                findings.accept(object.finding(ArgoRules.STATUS, status, "has a status", "none"));
            }
            if (tree.isWhole()) {
                guards(object, options.text(), options, findings);
            }
        }
        if (tree.isWhole()) {
            quantities(tree, findings);
        }
    }

    private static void guards(
            Manifest object, String options, Field field, Consumer<Finding> findings) {
        List<String> wanted =
                switch (object.group() + "/" + object.kind()) {
                    case "/Namespace" -> List.of("Prune=confirm", "Delete=confirm");
                    case "/PersistentVolumeClaim" -> List.of("Prune=false", "Delete=false");
                    default -> List.of();
                };
        List<String> has = List.of(options.replace(" ", "").split(",", -1));
        if (has.contains("PruneLast=true")) {
            findings.accept(
                    object.finding(
                            ArgoRules.PRUNE_LAST, field, "PruneLast=true", "no such option"));
        }
        if (!has.containsAll(wanted)) {
            findings.accept(
                    object.finding(
                            ArgoRules.PRUNE,
                            field.exists() ? field : object.metadata(),
                            "sync options '" + options + "'",
                            String.join(",", wanted)));
        }
        if (object.group().equals("monitoring.coreos.com")
                && !has.contains("SkipDryRunOnMissingResource=true")) {
            findings.accept(
                    object.finding(
                            ArgoRules.MISSING_KIND,
                            field.exists() ? field : object.metadata(),
                            "sync options '" + options + "'",
                            "SkipDryRunOnMissingResource=true"));
        }
    }

    private static void quantities(ManifestSet tree, Consumer<Finding> findings) {
        Map<String, Optional<String>> known = new HashMap<>(); // for a tree has few of them
        for (Pod pod : tree.pods()) {
            for (Container container : pod.containers()) {
                for (String list : List.of("requests", "limits")) {
                    each(
                            pod.owner(),
                            container.field().get("resources").get(list),
                            known,
                            findings);
                }
            }
        }
        for (Manifest quota : tree.of("", "ResourceQuota")) {
            each(quota, quota.spec().get("hard"), known, findings);
        }
        for (Manifest claim : tree.of("", "PersistentVolumeClaim")) {
            each(claim, claim.spec().at("resources.requests"), known, findings);
        }
        for (Manifest range : tree.of("", "LimitRange")) {
            for (Field limit : range.spec().get("limits").items()) {
                limit.fields().forEach(field -> each(range, field, known, findings));
            }
        }
    }

    private static void each(
            Manifest object,
            Field quantities,
            Map<String, Optional<String>> known,
            Consumer<Finding> findings) {
        for (Field field : quantities.fields()) {
            known.computeIfAbsent(field.text(), Canonical::of)
                    .filter(shorter -> !shorter.equals(field.text()))
                    .ifPresent(shorter ->
                            findings.accept(
                                    object.finding(
                                            ArgoRules.CANONICAL,
                                            field,
                                            field.text() + " as " + field.key(),
                                            shorter)));
        }
    }
}
