package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;
import dev.larry.model.Severity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The ConfigMaps and Secrets that a pod names, and their keys.
 *
 * @param made Secrets that other objects of the tree make
 */
record KeyRefs(ManifestSet tree, Secrets made, Pod pod, Consumer<Finding> findings) {
    private static final Set<String> GIVEN_MAPS =
            Set.of("kube-root-ca.crt", "openshift-service-ca.crt");

    static List<Field> keys(Field items) {
        return items.items().stream().map(each -> each.get("key")).toList();
    }

    void configMap(Field name, Field reference, Field items) {
        configMap(name, reference, keys(items));
    }

    void configMap(Field name, Field reference, List<Field> keys) {
        if (name.isEmpty()
                || reference.get("optional").isTrue()
                || GIVEN_MAPS.contains(name.text())) {
            return;
        }
        List<Manifest> maps = tree.variants("", "ConfigMap", pod.namespace(), name.text());
        if (maps.isEmpty()) {
            List<Manifest> there = tree.of("", "ConfigMap", pod.namespace());
            absent(PodRefs.CONFIG_MAP, name, "ConfigMap", there.stream().map(Manifest::name));
            return;
        }
        missingKeys(PodRefs.CONFIG_MAP, maps, keys, keysOf(maps, "data", "binaryData"));
    }

    void secret(Field name, Field reference, List<Field> keys) {
        if (name.isEmpty() || reference.get("optional").isTrue() || Placeholder.isIn(name.text())) {
            return;
        }
        String namespace = pod.namespace();
        Set<String> declared = tree.outside().secrets().get(namespace + "/" + name.text());
        if (declared != null) {
            missingKeys(PodRefs.SECRET, "Secret " + name.text(), keys, declared, Severity.ERROR);
            return;
        }
        List<Manifest> secrets = tree.variants("", "Secret", namespace, name.text());
        List<Secrets.Made> makers = made.named(namespace, name.text());
        if (!secrets.isEmpty()) {
            Set<String> there = keysOf(secrets, "data", "stringData");
            if (!there.isEmpty() && makers.isEmpty()) {
                missingKeys(PodRefs.SECRET, secrets, keys, there);
            }
            return;
        }
        if (makers.isEmpty()) {
            Stream<String> there = tree.of("", "Secret", namespace).stream().map(Manifest::name);
            Stream<String> beside = made.beside(pod.owner());
            absent(PodRefs.SECRET, name, "Secret", Stream.concat(there, beside));
        } else if (makers.stream().allMatch(each -> each.keys().isPresent())) {
            Set<String> there = new HashSet<>();
            makers.forEach(each -> there.addAll(each.keys().orElseThrow()));
            missingKeys(
                    PodRefs.SECRET,
                    makers.getFirst().by().kind() + " " + makers.getFirst().by().name(),
                    keys,
                    there,
                    severity(makers.stream().map(Secrets.Made::by)));
        }
    }

    private void absent(Rule rule, Field name, String kind, Stream<String> there) {
        if (Placeholder.isIn(name.text())) {
            return;
        }
        Absence.of(tree, there, name.text())
                .ifPresent(hint ->
                        findings.accept(
                                pod.owner()
                                        .finding(
                                                rule,
                                                name,
                                                kind + " " + name.text() + " is not there; " + hint,
                                                "a " + kind + " of the tree")));
    }

    private Severity severity(Stream<Manifest> sources) {
        return tree.isWhole() || sources.anyMatch(pod.owner()::isBeside)
                ? Severity.ERROR
                : Severity.WARNING;
    }

    /** Of all variants of one object: a repository may hold one for each cluster. */
    private static Set<String> keysOf(List<Manifest> variants, String... mappings) {
        Set<String> keys = new HashSet<>();
        for (Manifest each : variants) {
            for (String mapping : mappings) {
                keys.addAll(each.root().get(mapping).keys());
            }
        }
        return keys;
    }

    private void missingKeys(
            Rule rule, List<Manifest> variants, List<Field> keys, Set<String> there) {
        Manifest first = variants.getFirst();
        missingKeys(
                rule, first.kind() + " " + first.name(), keys, there, severity(variants.stream()));
    }

    private void missingKeys(
            Rule rule, String what, List<Field> keys, Set<String> there, Severity severity) {
        for (Field key : keys) {
            if (!key.isEmpty() && !there.contains(key.text())) {
                findings.accept(
                        pod.owner()
                                .finding(
                                        rule,
                                        key,
                                        what + " has no key " + key.text(),
                                        String.join(
                                                ", ", there.stream().sorted().limit(10).toList()))
                                .as(severity));
            }
        }
    }
}
