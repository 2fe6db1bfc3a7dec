package dev.larry.check.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The kustomizations of a tree: which files they name as patches and other input, and what they put
 * into the objects of the files and directories that they name as resources.
 */
final class Kustomizations {
    /** The names that Kustomize looks for in a directory. */
    static final List<String> NAMES =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final List<String> PATCHING =
            List.of(
                    "patches",
                    "patchesStrategicMerge",
                    "patchesJson6902",
                    "replacements",
                    "vars",
                    "transformers",
                    "validators");

    private final Map<Path, List<Path>> resources = new HashMap<>();
    private final Map<Path, List<Path>> components = new HashMap<>();
    private final Map<Path, Filled> own = new HashMap<>();
    private final Set<Path> inputs = new HashSet<>();
    private final Map<Path, Filled> filled = new HashMap<>();

    /** Reads the kustomization of a directory, where it has one that can be read. */
    void read(Path directory) {
        for (String name : NAMES) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file)) {
                try {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    for (Value value : DocumentReader.read(text).values()) {
                        read(normal(directory), Field.root(file.toString(), value));
                    }
                } catch (IOException e) {
                    return; // it is read as a file of the tree too, which says so
                }
            }
        }
    }

    private void read(Path directory, Field root) {
        List<String> parts = new ArrayList<>();
        for (String list : List.of("patches", "patchesJson6902", "replacements")) {
            root.get(list).items().forEach(each -> parts.add(each.get("path").text()));
        }
        root.get("helmCharts")
                .items()
                .forEach(each -> {
                    parts.add(each.get("valuesFile").text());
                    parts.addAll(each.get("additionalValuesFiles").list());
                });
        for (String list :
                List.of("patchesStrategicMerge", "configurations", "crds", "transformers")) {
            parts.addAll(root.get(list).list());
        }
        for (String list : List.of("configMapGenerator", "secretGenerator")) {
            for (Field each : root.get(list).items()) {
                each.get("files")
                        .list()
                        .forEach(file -> parts.add(file.substring(file.indexOf('=') + 1)));
            }
        }
        parts.forEach(each -> add(inputs, directory, each));
        List<Path> named = resources.computeIfAbsent(directory, _ -> new ArrayList<>());
        root.get("resources").list().forEach(each -> add(named, directory, each));
        root.get("bases").list().forEach(each -> add(named, directory, each));
        List<Path> mixed = components.computeIfAbsent(directory, _ -> new ArrayList<>());
        root.get("components").list().forEach(each -> add(mixed, directory, each));
        own.merge(directory, fills(root), Filled::and);
    }

    private static Filled fills(Field root) {
        boolean selectors =
                !root.get("commonLabels").isEmpty()
                        || root.get("labels").items().stream()
                                .anyMatch(each ->
                                        each.get("includeSelectors").isTrue()
                                                || each.get("includeTemplates").isTrue());
        Set<String> images = new HashSet<>();
        root.get("images").items().forEach(each -> images.add(each.get("name").text()));
        images.remove("");
        return new Filled(
                !root.get("namespace").isEmpty(),
                selectors,
                !root.get("namePrefix").isEmpty() || !root.get("nameSuffix").isEmpty(),
                PATCHING.stream().anyMatch(each -> !root.get(each).isEmpty()),
                images);
    }

    private static void add(Collection<Path> to, Path directory, String name) {
        if (name.isBlank() || name.contains("\n") || name.contains("://")) {
            return; // an inline patch, or something fetched from elsewhere
        }
        try {
            to.add(normal(directory.resolve(name)));
        } catch (InvalidPathException e) {
            return; // a name no file has
        }
    }

    /** Works out what reaches which file, once all of them are read. */
    void resolve() {
        for (Map.Entry<Path, Filled> each : own.entrySet()) {
            Filled all = each.getValue();
            for (Path component : components.getOrDefault(each.getKey(), List.of())) {
                all = all.and(own.getOrDefault(component, Filled.NOTHING));
            }
            pass(each.getKey(), all);
        }
    }

    private void pass(Path from, Filled what) {
        Deque<Path> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Path next = open.pop();
            Filled before = filled.getOrDefault(next, Filled.NOTHING);
            Filled after = before.and(what);
            if (after.equals(before) && filled.containsKey(next)) {
                continue;
            }
            filled.put(next, after);
            resources.getOrDefault(next, List.of()).forEach(open::push);
            components.getOrDefault(next, List.of()).forEach(open::push);
        }
    }

    /** Whether a file is a patch or another input of a kustomization, which is no object. */
    boolean isInput(Path file) {
        return inputs.contains(normal(file));
    }

    /** What is put into the objects of a file. */
    Filled of(Path file) {
        return filled.getOrDefault(normal(file), Filled.NOTHING);
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
