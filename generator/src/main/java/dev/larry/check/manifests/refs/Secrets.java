package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;

import java.util.stream.Stream;

/** Secrets that another object of the tree makes. */
final class Secrets {
    private Secrets() {}

    static boolean isMade(ManifestSet tree, String namespace, String name) {
        Stream<String> external =
                tree.of("external-secrets.io", "ExternalSecret", namespace).stream()
                        .map(each -> each.spec().at("target.name").textOr(each.name()));
        Stream<String> sealed =
                tree.of("bitnami.com", "SealedSecret", namespace).stream()
                        .map(each -> each.spec().at("template.metadata.name").textOr(each.name()));
        Stream<String> certificates =
                tree.of("cert-manager.io", "Certificate", namespace).stream()
                        .map(each -> each.spec().get("secretName").text());
        Stream<String> others =
                tree.in(namespace).stream()
                        .filter(each -> each.kind().endsWith("Secret") && !each.group().isEmpty())
                        .map(Manifest::name);
        return Stream.of(external, sealed, certificates, others)
                .flatMap(each -> each)
                .anyMatch(name::equals);
    }
}
