package dev.larry.check.manifests.refs;

import dev.larry.check.manifests.Field;
import dev.larry.check.manifests.Manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an AppProject permits. It may list a thousand namespaces by name, and a whole tree is held
 * against it, so names are looked up; only patterns are tried one by one.
 */
final class Permits {
    /** Under which everything stands that is no name. */
    private static final String PATTERN = "*";

    private final Manifest project;
    private final Map<String, List<Field>> destinations = new HashMap<>();
    private final Kinds cluster;
    private final Kinds namespaced;
    private final Kinds refused;

    Permits(Manifest project) {
        this.project = project;
        for (Field each : project.spec().get("destinations").items()) {
            destinations.computeIfAbsent(key(each, "namespace"), _ -> new ArrayList<>()).add(each);
        }
        cluster = new Kinds(project.spec().get("clusterResourceWhitelist"));
        namespaced = new Kinds(project.spec().get("namespaceResourceWhitelist"));
        refused = new Kinds(project.spec().get("namespaceResourceBlacklist"));
    }

    Manifest project() {
        return project;
    }

    /** Whether an object of the cluster may be delivered. */
    boolean clusterKind(Manifest object) {
        return cluster.has(object);
    }

    /** Whether an object of a namespace may be delivered, as far as its kind goes. */
    boolean namespacedKind(Manifest object) {
        boolean listed =
                project.spec().get("namespaceResourceWhitelist").isAbsent()
                        || namespaced.has(object);
        return listed && !refused.has(object);
    }

    /** Whether there is a destination with the server, whatever its namespace. */
    boolean server(Field destination) {
        return project.spec().get("destinations").items().stream()
                .anyMatch(each -> isServer(each, destination));
    }

    /** Whether there is a destination with the server and the namespace. */
    boolean namespace(Field destination, String namespace) {
        return Stream.of(namespace, PATTERN)
                .distinct()
                .flatMap(each -> destinations.getOrDefault(each, List.of()).stream())
                .anyMatch(each ->
                        isServer(each, destination)
                                && Glob.matches(each.get("namespace").text(), namespace));
    }

    private static boolean isServer(Field permitted, Field destination) {
        String server = destination.get("server").text();
        String name = destination.get("name").text();
        return !server.isEmpty() && Glob.matches(permitted.get("server").text(), server)
                || !name.isEmpty() && Glob.matches(permitted.get("name").text(), name)
                || server.isEmpty() && name.isEmpty()
                || !server.isEmpty() && permitted.get("server").isEmpty()
                || !name.isEmpty() && permitted.get("name").isEmpty();
    }

    private static String key(Field entry, String member) {
        String text = entry.get(member).text();
        return text.indexOf('*') < 0 && text.indexOf('?') < 0 ? text : PATTERN;
    }

    /** A list of kinds, each with a name or without. */
    private static final class Kinds {
        private final Map<String, List<Field>> entries = new HashMap<>();

        Kinds(Field list) {
            for (Field each : list.items()) {
                String kind = key(each, "kind");
                String name = key(each, "name");
                boolean pattern = kind.equals(PATTERN) || name.equals(PATTERN);
                entries.computeIfAbsent(
                                pattern ? PATTERN : kind + "/" + name, _ -> new ArrayList<>())
                        .add(each);
            }
        }

        boolean has(Manifest object) {
            return Stream.of(object.kind() + "/" + object.name(), object.kind() + "/", PATTERN)
                    .distinct()
                    .flatMap(each -> entries.getOrDefault(each, List.of()).stream())
                    .anyMatch(each -> isKind(each, object));
        }

        private static boolean isKind(Field permitted, Manifest object) {
            Field name = permitted.get("name");
            return Glob.matches(permitted.get("group").text(), object.group())
                    && Glob.matches(permitted.get("kind").text(), object.kind())
                    && (name.isEmpty() || Glob.matches(name.text(), object.name()));
        }
    }
}
