package dev.larry.check.manifests;

import dev.larry.model.Finding;
import dev.larry.model.Source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A tree of manifests, read whole and indexed.
 *
 * <p>A tree is <em>whole</em> where nothing that it names lies outside of it but what is declared:
 * a rendered environment. In any other tree the absence of an object says nothing.
 */
public final class ManifestSet {
    private final List<Manifest> objects;
    private final List<Pod> pods;
    private final List<Finding> problems;
    private final List<ManifestFile> files;
    private final int documents;
    private final Outside outside;
    private final Map<String, List<Manifest>> byKind = new LinkedHashMap<>();
    private final Map<String, List<Manifest>> byKindAndNamespace = new HashMap<>();
    private final Map<String, List<Manifest>> byNamespace = new LinkedHashMap<>();
    private final Map<String, List<Manifest>> byName = new HashMap<>();
    private final Map<String, List<Pod>> podsByNamespace = new HashMap<>();
    private final Map<String, NavigableMap<Start, Manifest>> byPlace = new HashMap<>();
    private final boolean argo;

    ManifestSet(
            List<Manifest> objects,
            List<Finding> problems,
            List<ManifestFile> files,
            int documents,
            Outside outside) {
        this.objects = List.copyOf(objects);
        this.problems = List.copyOf(problems);
        this.files = List.copyOf(files);
        this.documents = documents;
        this.outside = outside;
        List<Pod> found = new ArrayList<>();
        for (Manifest each : objects) {
            String kind = each.group() + "/" + each.kind();
            byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(each);
            byKindAndNamespace
                    .computeIfAbsent(kind + "/" + each.namespace(), _ -> new ArrayList<>())
                    .add(each);
            byNamespace.computeIfAbsent(each.namespace(), _ -> new ArrayList<>()).add(each);
            byName.computeIfAbsent(key(each), _ -> new ArrayList<>()).add(each);
            Source start = each.root().source();
            byPlace.computeIfAbsent(start.file(), _ -> new TreeMap<>())
                    .put(new Start(start.line(), start.column()), each);
            Pod.of(each).ifPresent(found::add);
        }
        this.pods = List.copyOf(found);
        for (Pod pod : pods) {
            podsByNamespace.computeIfAbsent(pod.namespace(), _ -> new ArrayList<>()).add(pod);
        }
        this.argo = isWhole() || hasArgo();
    }

    private static String key(Manifest each) {
        return key(each.group(), each.kind(), each.namespace(), each.name());
    }

    private static String key(String group, String kind, String namespace, String name) {
        return group + "/" + kind + "/" + namespace + "/" + name;
    }

    /** The objects, files in order of name, documents in order of the file. */
    public List<Manifest> objects() {
        return objects;
    }

    /** The objects of one kind in one API group. */
    public List<Manifest> of(String group, String kind) {
        return byKind.getOrDefault(group + "/" + kind, List.of());
    }

    /** The objects of one kind in one namespace. */
    public List<Manifest> of(String group, String kind, String namespace) {
        return byKindAndNamespace.getOrDefault(group + "/" + kind + "/" + namespace, List.of());
    }

    /** The object of that name. */
    public Optional<Manifest> find(String group, String kind, String namespace, String name) {
        return all(group, kind, namespace, name).stream().findFirst();
    }

    /** All objects that claim one identity. */
    public List<Manifest> all(String group, String kind, String namespace, String name) {
        return byName.getOrDefault(key(group, kind, namespace, name), List.of());
    }

    /** Every pod, and every template that pods are made from. */
    public List<Pod> pods() {
        return pods;
    }

    public List<Pod> pods(String namespace) {
        return podsByNamespace.getOrDefault(namespace, List.of());
    }

    /** The namespaces that hold at least one object. */
    public Stream<String> namespaces() {
        return byNamespace.keySet().stream().filter(each -> !each.isEmpty());
    }

    /** The objects of all kinds that say they are in a namespace. */
    public List<Manifest> in(String namespace) {
        return byNamespace.getOrDefault(namespace, List.of());
    }

    /** What reading found: files that are no manifests, that cannot be read, keys written twice. */
    public List<Finding> problems() {
        return problems;
    }

    /** The files that were read to their end, in the order of reading. */
    public List<ManifestFile> files() {
        return files;
    }

    /** The object that a place lies in. */
    public Optional<Manifest> at(Source place) {
        NavigableMap<Start, Manifest> objectsOfFile = byPlace.get(place.file());
        return Optional.ofNullable(objectsOfFile)
                .map(each -> each.floorEntry(new Start(place.line(), place.column())))
                .map(Map.Entry::getValue);
    }

    /** How many documents the files hold, items of lists counted each. */
    public int documents() {
        return documents;
    }

    public boolean isWhole() {
        return outside.isWhole();
    }

    /** What may be named without being in the tree. */
    public Outside outside() {
        return outside;
    }

    /** Whether Argo CD is known to deliver this tree. */
    public boolean isArgo() {
        return argo;
    }

    private boolean hasArgo() {
        return !of("argoproj.io", "Application").isEmpty()
                || objects.stream()
                        .anyMatch(each ->
                                each.metadata().get("annotations").keys().stream()
                                        .anyMatch(key -> key.startsWith("argocd.argoproj.io/")));
    }

    /** Where an object begins in its file. */
    private record Start(int line, int column) implements Comparable<Start> {
        @Override
        public int compareTo(Start other) {
            int byLine = Integer.compare(line, other.line);
            return byLine != 0 ? byLine : Integer.compare(column, other.column);
        }
    }
}
