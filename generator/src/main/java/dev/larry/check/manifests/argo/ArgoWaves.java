package dev.larry.check.manifests.argo;

import dev.larry.check.manifests.Applications;
import dev.larry.check.manifests.Applications.Owner;
import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Pod;
import dev.larry.model.Finding;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Waves within one Application: what is needed comes first. */
final class ArgoWaves {
    private static final String WAVE = "argocd.argoproj.io/sync-wave";

    private final ManifestSet tree;
    private final Applications applications;
    private final Consumer<Finding> findings;

    /** By identity: to compare objects is to compare all they hold. */
    private final Map<Manifest, List<Owner>> owners = new IdentityHashMap<>();

    private ArgoWaves(ManifestSet tree, Consumer<Finding> findings) {
        this.tree = tree;
        this.applications = Applications.of(tree);
        this.findings = findings;
    }

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        if (!tree.isArgo()) {
            return;
        }
        ArgoWaves waves = new ArgoWaves(tree, findings);
        tree.pods().forEach(waves::pod);
        for (Manifest object : tree.objects()) {
            if (!object.namespace().isEmpty()) {
                waves.needs(object, "", "Namespace", "", object.namespace(), false);
            }
        }
        if (tree.isWhole()) {
            waves.jobsLast();
        }
    }

    private void pod(Pod pod) {
        Manifest user = pod.owner();
        Field spec = pod.spec();
        String namespace = pod.namespace();
        needs(
                user,
                "scheduling.k8s.io",
                "PriorityClass",
                "",
                spec.get("priorityClassName").text(),
                true);
        needs(user, "", "ServiceAccount", namespace, pod.serviceAccount(), false);
        for (Field volume : spec.get("volumes").items()) {
            needs(user, "", "ConfigMap", namespace, volume.at("configMap.name").text(), false);
            needs(user, "", "Secret", namespace, volume.at("secret.secretName").text(), false);
            needs(
                    user,
                    "",
                    "PersistentVolumeClaim",
                    namespace,
                    volume.at("persistentVolumeClaim.claimName").text(),
                    false);
            for (Field source : volume.at("projected.sources").items()) {
                needs(user, "", "ConfigMap", namespace, source.at("configMap.name").text(), false);
                needs(user, "", "Secret", namespace, source.at("secret.name").text(), false);
            }
        }
        for (Container container : pod.containers()) {
            for (Field variable : container.field().get("env").items()) {
                needs(
                        user,
                        "",
                        "ConfigMap",
                        namespace,
                        variable.at("valueFrom.configMapKeyRef.name").text(),
                        false);
                needs(
                        user,
                        "",
                        "Secret",
                        namespace,
                        variable.at("valueFrom.secretKeyRef.name").text(),
                        false);
            }
            for (Field from : container.field().get("envFrom").items()) {
                needs(user, "", "ConfigMap", namespace, from.at("configMapRef.name").text(), false);
                needs(user, "", "Secret", namespace, from.at("secretRef.name").text(), false);
            }
        }
    }

    /**
     * Within a wave Argo CD orders by kind, and puts what it does not know last: a PriorityClass
     * after the Deployments that name it.
     */
    private void needs(
            Manifest user,
            String group,
            String kind,
            String namespace,
            String name,
            boolean strict) {
        if (name.isEmpty()) {
            return;
        }
        tree.find(group, kind, namespace, name)
                .filter(each -> together(each, user))
                .ifPresent(needed -> {
                    int first = wave(needed);
                    int then = wave(user);
                    if (first > then || strict && first == then) {
                        Field field = needed.annotation(WAVE);
                        findings.accept(
                                needed.finding(
                                        ArgoRules.WAVE_ORDER,
                                        field.exists() ? field : needed.metadata(),
                                        "wave "
                                                + first
                                                + ", and "
                                                + user.id()
                                                + " needs it in wave "
                                                + then,
                                        strict ? "below " + then : then + " or lower"));
                    }
                });
    }

    private boolean together(Manifest one, Manifest other) {
        List<Owner> ones = owners(one);
        List<Owner> others = owners(other);
        if (ones.isEmpty() || others.isEmpty()) {
            // Without Applications in the tree one is meant; waves must be given to count.
            return ones.isEmpty()
                    && others.isEmpty()
                    && (one.annotation(WAVE).exists() || other.annotation(WAVE).exists())
                    && directory(one).equals(directory(other));
        }
        return ones.stream().anyMatch(others::contains);
    }

    private static String directory(Manifest object) {
        String file = object.root().source().file();
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    private List<Owner> owners(Manifest object) {
        return owners.computeIfAbsent(object, applications::ownersOf);
    }

    private static int wave(Manifest object) {
        return (int) object.annotation(WAVE).numberOr(0);
    }

    private void jobsLast() {
        Map<Owner, Integer> first = new HashMap<>();
        for (Manifest job : tree.of("batch", "Job")) {
            owners(job).forEach(each -> first.merge(each, wave(job), Math::min));
        }
        for (Manifest object : tree.objects()) {
            if (object.is("batch", "Job")) {
                continue;
            }
            for (Owner owner : owners(object)) {
                if (wave(object) >= first.getOrDefault(owner, Integer.MAX_VALUE)) {
                    Field field = object.annotation(WAVE);
                    findings.accept(
                            object.finding(
                                    ArgoRules.JOB_LAST,
                                    field.exists() ? field : object.metadata(),
                                    "wave "
                                            + wave(object)
                                            + ", and Jobs run in wave "
                                            + first.get(owner),
                                    "below the Jobs'"));
                }
            }
        }
    }
}
