package dev.larry.check.manifests;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of a tree by group, kind, namespace and name. Each is a step of its own: no text is
 * put together to look one up, and a tree is asked for names more often than for anything else.
 */
final class ObjectIndex {
    private final Map<String, Map<String, Kind>> groups = new HashMap<>();

    /** The objects of one kind. */
    private static final class Kind {
        private final List<Manifest> all = new ArrayList<>();
        private final Map<String, Space> spaces = new HashMap<>();
        private final Map<String, List<Manifest>> anywhere = new HashMap<>();
    }

    /** Those of one namespace. */
    private static final class Space {
        private final List<Manifest> all = new ArrayList<>(2);
        private final Map<String, List<Manifest>> byName = new HashMap<>(4);
    }

    ObjectIndex(List<Manifest> objects) {
        for (Manifest each : objects) {
            Kind kind =
                    groups.computeIfAbsent(each.group(), _ -> new HashMap<>())
                            .computeIfAbsent(each.kind(), _ -> new Kind());
            Space space = kind.spaces.computeIfAbsent(each.namespace(), _ -> new Space());
            kind.all.add(each);
            space.all.add(each);
            add(kind.anywhere, each);
            add(space.byName, each);
        }
    }

    private static void add(Map<String, List<Manifest>> byName, Manifest object) {
        byName.computeIfAbsent(object.name(), _ -> new ArrayList<>(1)).add(object);
    }

    private @Nullable Kind kind(String group, String kind) {
        Map<String, Kind> kinds = groups.get(group);
        return kinds == null ? null : kinds.get(kind);
    }

    private @Nullable Space space(String group, String kind, String namespace) {
        Kind all = kind(group, kind);
        return all == null ? null : all.spaces.get(namespace);
    }

    /** All of a kind. */
    List<Manifest> of(String group, String kind) {
        Kind all = kind(group, kind);
        return all == null ? List.of() : all.all;
    }

    /** All of a kind that say they are in that namespace. */
    List<Manifest> of(String group, String kind, String namespace) {
        Space space = space(group, kind, namespace);
        return space == null ? List.of() : space.all;
    }

    /** Those that claim one identity. */
    List<Manifest> of(String group, String kind, String namespace, String name) {
        Space space = space(group, kind, namespace);
        return space == null ? List.of() : space.byName.getOrDefault(name, List.of());
    }

    /** Those of a kind that have a name, in any namespace. */
    List<Manifest> anywhere(String group, String kind, String name) {
        Kind all = kind(group, kind);
        return all == null ? List.of() : all.anywhere.getOrDefault(name, List.of());
    }
}
