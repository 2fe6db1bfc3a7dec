package dev.larry.check.manifests.security;

import dev.larry.check.manifests.Container;
import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Placeholder;
import dev.larry.check.manifests.Pod;
import dev.larry.check.rule.Rule;
import dev.larry.model.Finding;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Secrets where everybody reads them. */
final class SecretRules {
    private static final String SOURCE =
            "Kubernetes documentation, Good practices for Kubernetes Secrets";

    static final Rule IN_CONFIG =
            Rule.error(
                    "security/secret-in-config",
                    "No ConfigMap, variable or argument holds a secret.",
                    "It lies in Git, in etcd without encryption, and in every describe.",
                    "move it to a Secret, refer to it by secretKeyRef, and change it: it is known",
                    SOURCE);
    static final Rule IN_GIT =
            Rule.warning(
                    "security/secret-in-git",
                    "No manifest holds a Secret's values.",
                    "base64 hides nothing: whoever reads the repository, or its history, has them.",
                    "use an ExternalSecret or a SealedSecret, or make the Secret outside of Git",
                    SOURCE);

    static final List<Rule> ALL = List.of(IN_CONFIG, IN_GIT);

    private SecretRules() {}

    static void check(ManifestSet tree, Consumer<Finding> findings) {
        for (Manifest map : tree.of("", "ConfigMap")) {
            for (Field field : map.root().get("data").fields()) {
                say(map, field, SecretPatterns.in(field.key(), field.text()), findings);
            }
        }
        for (Pod pod : tree.pods()) {
            for (Container container : pod.containers()) {
                for (Field variable : container.field().get("env").items()) {
                    Field value = variable.get("value");
                    say(
                            pod.owner(),
                            value,
                            SecretPatterns.in(variable.get("name").text(), value.text()),
                            findings);
                }
                for (String list : List.of("args", "command")) {
                    for (Field each : container.field().get(list).items()) {
                        say(pod.owner(), each, SecretPatterns.known(each.text()), findings);
                    }
                }
            }
        }
        for (Manifest secret : tree.of("", "Secret")) {
            for (String key : List.of("data", "stringData")) {
                secret.root().get(key).fields().stream()
                        .filter(each -> !each.isEmpty() && !Placeholder.isIn(each.text()))
                        .filter(each -> !isReference(each.text().strip()))
                        .findFirst()
                        .ifPresent(each ->
                                findings.accept(
                                        secret.finding(
                                                IN_GIT,
                                                each,
                                                "holds the value of " + each.key(),
                                                "no values")));
            }
        }
    }

    /** What SOPS, 1Password, vals and Bank-Vaults put in the place of a value. */
    private static boolean isReference(String text) {
        return text.startsWith("ENC[")
                || text.startsWith("op://")
                || text.startsWith("ref+")
                || text.startsWith("vault:");
    }

    private static void say(
            Manifest object, Field field, Optional<String> what, Consumer<Finding> findings) {
        what.ifPresent(each ->
                findings.accept(object.finding(IN_CONFIG, field, each, "a reference to a Secret")));
    }
}
