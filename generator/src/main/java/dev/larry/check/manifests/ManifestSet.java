package dev.larry.check.manifests;

import dev.larry.model.Finding;
import dev.larry.model.Source;

import org.jspecify.annotations.Nullable;

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
    private final Map<String, Filled> filled;
    private final Outside outside;
    private final ObjectIndex index;
    private final Map<String, List<Manifest>> byNamespace = new LinkedHashMap<>();
    private final Map<String, List<Pod>> podsByNamespace = new HashMap<>();

    /** Made when a place is first asked for: where nothing is found, none is. */
    private @Nullable Map<String, NavigableMap<Start, Manifest>> byPlace;

    private final boolean argo;

    ManifestSet(
            List<Manifest> objects,
            List<Finding> problems,
            List<ManifestFile> files,
            Map<String, Filled> filled,
            Outside outside) {
        this.objects = List.copyOf(objects);
        this.problems = List.copyOf(problems);
        this.files = List.copyOf(files);
        this.filled = Map.copyOf(filled);
        this.outside = outside;
        this.index = new ObjectIndex(objects);
        List<Pod> found = new ArrayList<>();
        for (Manifest each : objects) {
            byNamespace.computeIfAbsent(each.namespace(), _ -> new ArrayList<>()).add(each);
            Pod.of(each).ifPresent(found::add);
        }
        this.pods = List.copyOf(found);
        for (Pod pod : pods) {
            podsByNamespace.computeIfAbsent(pod.namespace(), _ -> new ArrayList<>()).add(pod);
        }
        this.argo = isWhole() || hasArgo();
    }

    /** The objects, files in order of name, documents in order of the file. */
    public List<Manifest> objects() {
        return objects;
    }

    /** The objects of one kind in one API group. */
    public List<Manifest> of(String group, String kind) {
        return index.of(group, kind);
    }

    /** The objects of one kind in one namespace. */
    public List<Manifest> of(String group, String kind, String namespace) {
        return index.of(group, kind, namespace);
    }

    /** The object of that name. */
    public Optional<Manifest> find(String group, String kind, String namespace, String name) {
        List<Manifest> all = all(group, kind, namespace, name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /**
     * All objects that claim one identity; where none does, those that may get it when they are
     * applied to a namespace.
     */
    public List<Manifest> all(String group, String kind, String namespace, String name) {
        List<Manifest> exact = index.of(group, kind, namespace, name);
        return exact.isEmpty() ? variants(group, kind, namespace, name) : exact;
    }

    /** All objects that are, or may become, the one of that name: a tree may hold several. */
    public List<Manifest> variants(String group, String kind, String namespace, String name) {
        if (isWhole()) { // where each of a thousand namespaces may have one of that name
            return index.of(group, kind, namespace, name);
        }
        return index.anywhere(group, kind, name).stream()
                .filter(each -> maySharePlace(namespace, each.namespace()))
                .toList();
    }

    /** Every pod, and every template that pods are made from. */
    public List<Pod> pods() {
        return pods;
    }

    public List<Pod> pods(String namespace) {
        return podsByNamespace.getOrDefault(namespace, List.of());
    }

    /** The pods that are, or may end up, in a namespace. */
    public Stream<Pod> podsNear(String namespace) {
        if (isWhole()) {
            return pods(namespace).stream();
        }
        return namespace.isEmpty()
                ? pods.stream()
                : Stream.concat(pods(namespace).stream(), pods("").stream());
    }

    /**
     * Whether two objects may end up in one namespace: the same, or, but for a whole tree, one not
     * written down, which whoever applies it chooses.
     */
    public boolean maySharePlace(String one, String other) {
        return one.equals(other) || !isWhole() && (one.isEmpty() || other.isEmpty());
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

    /** The finding as it counts: a note where a kustomization of the tree may put it right. */
    public Finding judge(Finding finding) {
        return filled.getOrDefault(finding.source().file(), Filled.NOTHING).judge(finding);
    }

    /** The files that were read to their end, in the order of reading. */
    public List<ManifestFile> files() {
        return files;
    }

    /** The object that a place lies in. */
    public Optional<Manifest> at(Source place) {
        if (byPlace == null) {
            byPlace = new HashMap<>();
            for (Manifest each : objects) {
                Source start = each.root().source();
                byPlace.computeIfAbsent(start.file(), _ -> new TreeMap<>())
                        .put(new Start(start.line(), start.column()), each);
            }
        }
        NavigableMap<Start, Manifest> objectsOfFile = byPlace.get(place.file());
        return Optional.ofNullable(objectsOfFile)
                .map(each -> each.floorEntry(new Start(place.line(), place.column())))
                .map(Map.Entry::getValue);
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
