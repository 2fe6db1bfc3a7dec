package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;
import dev.larry.check.manifests.ManifestSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Secrets that a controller makes from other objects of the tree, and their keys where those say
 * them.
 *
 * <p>Sources: External Secrets Operator, API specification; Sealed Secrets, README; cert-manager,
 * Certificate resource.
 */
final class Secrets {
    private static final String CERT_MANAGER = "cert-manager.io";
    private static final Set<String> OF_CERTIFICATE = Set.of("tls.crt", "tls.key", "ca.crt");

    /**
     * A Secret that will be made.
     *
     * @param keys all that it will have, nothing where the tree does not say
     */
    record Made(Manifest by, String name, Optional<Set<String>> keys) {
        Made {
            keys = keys.map(Set::copyOf);
        }
    }

    private final ManifestSet tree;
    private final Map<String, List<Made>> made = new HashMap<>();

    private Secrets(ManifestSet tree) {
        this.tree = tree;
    }

    /** All that the tree's objects make. */
    static Secrets of(ManifestSet tree) {
        Secrets secrets = new Secrets(tree);
        tree.objects().forEach(secrets::add);
        return secrets;
    }

    /** Those of a name that may be in a namespace. */
    List<Made> named(String namespace, String name) {
        return made.getOrDefault(name, List.of()).stream()
                .filter(each -> tree.maySharePlace(namespace, each.by().namespace()))
                .toList();
    }

    /** The names of those that an object's neighbours are sure to make. */
    Stream<String> beside(Manifest object) {
        return made.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.keys().isPresent())
                .filter(each -> tree.maySharePlace(object.namespace(), each.by().namespace()))
                .filter(each -> each.by().isBeside(object))
                .map(Made::name);
    }

    private void add(Manifest object) {
        switch (object.group() + "/" + object.kind()) {
            case "external-secrets.io/ExternalSecret" -> {
                Field target = object.spec().get("target");
                add(object, target.get("name").textOrDefault(object.name()), external(object));
            }
            case "bitnami.com/SealedSecret" -> add(object, object.name(), sealed(object));
            case CERT_MANAGER + "/Certificate" ->
                    add(object, object.spec().get("secretName").text(), certificate(object));
            case "networking.k8s.io/Ingress", "gateway.networking.k8s.io/Gateway" -> shim(object);
            default -> {
                if (!tree.isWhole() && isCustom(object.group())) {
                    mentioned(object, object.root(), object.kind().endsWith("Secret"));
                }
            }
        }
    }

    private void add(Manifest by, String name, Optional<Set<String>> keys) {
        if (!name.isEmpty()) {
            made.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Made(by, name, keys));
        }
    }

    private static Optional<Set<String>> external(Manifest object) {
        Field target = object.spec().get("target");
        Field template = target.get("template");
        boolean known =
                object.spec().get("dataFrom").isEmpty()
                        && template.get("templateFrom").isEmpty()
                        && target.get("creationPolicy").textOrDefault("Owner").equals("Owner");
        if (!known) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>(template.get("data").keys());
        if (keys.isEmpty() || template.get("mergePolicy").is("Merge")) {
            object.spec()
                    .get("data")
                    .items()
                    .forEach(each -> keys.add(each.get("secretKey").text()));
        }
        return Optional.of(keys);
    }

    private static Optional<Set<String>> sealed(Manifest object) {
        Set<String> keys = new HashSet<>(object.spec().get("encryptedData").keys());
        boolean known = !keys.isEmpty(); // before 0.9 all was one text
        keys.addAll(object.spec().at("template.data").keys());
        return known ? Optional.of(keys) : Optional.empty();
    }

    private static Optional<Set<String>> certificate(Manifest object) {
        boolean more =
                object.spec().get("keystores").exists()
                        || object.spec().get("additionalOutputFormats").exists()
                        || object.spec().get("secretTemplate").exists();
        return more ? Optional.empty() : Optional.of(OF_CERTIFICATE);
    }

    /** cert-manager makes what an Ingress or Gateway with its annotation names. */
    private void shim(Manifest object) {
        boolean asks =
                object.metadata().get("annotations").keys().stream()
                        .anyMatch(each ->
                                each.startsWith(CERT_MANAGER + "/")
                                        || each.equals("kubernetes.io/tls-acme"));
        if (asks) {
            for (Field tls : object.spec().get("tls").items()) {
                add(object, tls.get("secretName").text(), Optional.empty());
            }
            for (Field listener : object.spec().get("listeners").items()) {
                for (Field each : listener.at("tls.certificateRefs").items()) {
                    add(object, each.get("name").text(), Optional.empty());
                }
            }
        }
    }

    private static boolean isCustom(String group) {
        return group.contains(".") && !group.endsWith(".k8s.io");
    }

    /**
     * A custom resource that names a Secret may make it: nobody knows all operators. It names one
     * where a key says so, or where the whole kind is about Secrets.
     */
    private void mentioned(Manifest object, Field field, boolean about) {
        if (about && (field.key().equals("name") || field.key().equals("secretName"))
                || isSecret(field.key())) {
            field.scalar().ifPresent(name -> add(object, name, Optional.empty()));
        }
        field.fields().forEach(each -> mentioned(object, each, about || isSecret(field.key())));
        field.items().forEach(each -> mentioned(object, each, about || isSecret(field.key())));
    }

    private static boolean isSecret(String key) {
        return key.contains("ecret");
    }
}
