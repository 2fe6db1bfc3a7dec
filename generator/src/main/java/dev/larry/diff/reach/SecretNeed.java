package dev.larry.diff.reach;

import com.fasterxml.jackson.databind.JsonNode;

import dev.larry.diff.object.ManifestObject;
import dev.larry.diff.object.Trees;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A Secret that pods or an Ingress need and that the base did not ask for.
 *
 * @param keys the keys that are named; empty where all of it is mounted
 * @param readers the objects that need it
 * @param made whether an ExternalSecret of the tree makes it
 */
public record SecretNeed(
        String namespace, String secret, List<String> keys, List<String> readers, boolean made) {
    public SecretNeed {
        keys = List.copyOf(keys);
        readers = List.copyOf(readers);
    }

    private record Key(String namespace, String secret, String key) {}

    /** Secrets and keys that only the head needs. */
    public static List<SecretNeed> added(Trees trees) {
        Set<Key> known = needs(trees.base()).keySet();
        Set<String> made = made(trees);
        Map<String, SecretNeed> added = new TreeMap<>();
        needs(trees.head())
                .forEach((key, readers) -> {
                    if (!known.contains(key)) {
                        added.merge(
                                key.namespace() + "/" + key.secret(),
                                new SecretNeed(
                                        key.namespace(),
                                        key.secret(),
                                        key.key().isEmpty() ? List.of() : List.of(key.key()),
                                        List.copyOf(readers),
                                        made.contains(key.namespace() + "/" + key.secret())),
                                SecretNeed::and);
                    }
                });
        return List.copyOf(added.values());
    }

    private SecretNeed and(SecretNeed other) {
        return new SecretNeed(
                namespace, secret, union(keys, other.keys), union(readers, other.readers), made);
    }

    private static List<String> union(List<String> some, List<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static Set<String> made(Trees trees) {
        Set<String> made = new HashSet<>();
        for (ManifestObject each : trees.head()) {
            if (each.id().kind().equals("ExternalSecret")) {
                String name = each.at("/spec/target/name").asText(each.id().name());
                made.add(each.id().namespace() + "/" + name);
            }
        }
        return made;
    }

    private static Map<Key, Set<String>> needs(Collection<ManifestObject> objects) {
        Map<Key, Set<String>> needs =
                new TreeMap<>(
                        Comparator.comparing(Key::namespace)
                                .thenComparing(Key::secret)
                                .thenComparing(Key::key));
        for (ManifestObject object : objects) {
            List<Key> keys = new ArrayList<>();
            if (object.id().kind().equals("Ingress")) {
                object.at("/spec/tls")
                        .forEach(tls -> add(keys, object, tls.path("secretName"), ""));
            } else {
                pod(object, keys);
            }
            keys.forEach(
                    key -> needs.computeIfAbsent(key, _ -> new TreeSet<>()).add(reader(object)));
        }
        return needs;
    }

    /** A Job by its worker: its own name changes with every change of it. */
    private static String reader(ManifestObject object) {
        String worker = object.label("larry.dev/worker");
        return object.id().kind()
                + " "
                + (worker.isEmpty() ? object.id().place() : object.id().namespace() + "/" + worker);
    }

    private static void pod(ManifestObject object, List<Key> keys) {
        JsonNode spec = object.podTemplate().path("spec");
        spec.path("imagePullSecrets").forEach(each -> add(keys, object, each.path("name"), ""));
        for (JsonNode container : object.containers()) {
            for (JsonNode variable : container.path("env")) {
                JsonNode from = variable.path("valueFrom").path("secretKeyRef");
                add(keys, object, from.path("name"), from.path("key").asText(""));
            }
            container
                    .path("envFrom")
                    .forEach(each -> add(keys, object, each.path("secretRef").path("name"), ""));
        }
        for (JsonNode volume : spec.path("volumes")) {
            items(keys, object, volume.path("secret"), "secretName");
            volume.path("projected")
                    .path("sources")
                    .forEach(each -> items(keys, object, each.path("secret"), "name"));
        }
    }

    private static void items(
            List<Key> keys, ManifestObject object, JsonNode secret, String nameField) {
        JsonNode name = secret.path(nameField);
        if (secret.path("items").isEmpty()) {
            add(keys, object, name, "");
        }
        secret.path("items").forEach(each -> add(keys, object, name, each.path("key").asText("")));
    }

    private static void add(List<Key> keys, ManifestObject object, JsonNode name, String key) {
        if (!name.asText("").isEmpty()) {
            keys.add(new Key(object.id().namespace(), name.asText(), key));
        }
    }
}
