package dev.larry.cli;

import dev.larry.check.manifests.ManifestReader;
import dev.larry.check.manifests.ManifestSet;
import dev.larry.check.manifests.Outside;
import dev.larry.gitops.RenderedFile;
import dev.larry.model.Findings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifests of an environment's tree: what it renders to now, and in its place what somebody
 * edited or put there. Where a file is merely old, drift has said so, and a render makes it new.
 */
final class EnvironmentTree {
    private static final Set<String> BY_HAND = Set.of("drift/hand-edited", "drift/foreign-file");

    private final Workspace workspace;
    private final SortedMap<String, byte[]> rendered = new TreeMap<>();
    private final Map<String, String> origins = new HashMap<>();

    EnvironmentTree(Workspace workspace, String environment, Iterable<RenderedFile> files) {
        this.workspace = workspace;
        String tree = name(workspace.gitops().resolve(environment));
        for (RenderedFile file : files) {
            if (isManifest(file.path())) {
                String name = tree + "/" + file.path();
                rendered.put(name, file.bytes());
                origins.put(name, file.origin());
            }
        }
    }

    /** The rendered files, as findings name them, to the path in the environment of each. */
    Map<String, String> origins() {
        return origins;
    }

    /** What it holds where nobody edited it, in the order of reading. */
    Collection<byte[]> texts() {
        return rendered.values();
    }

    /**
     * Reads all of it.
     *
     * @param drift in which the tree on disk is not what is rendered
     */
    ManifestSet read(ManifestReader reader, Findings drift, Outside outside) {
        SortedMap<String, byte[]> files = new TreeMap<>(rendered);
        drift.all().stream()
                .filter(each -> BY_HAND.contains(each.rule()))
                .map(each -> Path.of(each.source().file()))
                .filter(each -> isManifest(each.toString()))
                .distinct()
                .forEach(path -> {
                    byte[] bytes = bytes(path);
                    // Else drift has said all, and the rest is judged as if whole.
                    if (holdsObjects(bytes)) {
                        files.put(name(path), bytes);
                    }
                });
        files.forEach(reader::add);
        return reader.set(outside);
    }

    private static boolean holdsObjects(byte[] file) {
        ManifestReader alone = new ManifestReader();
        alone.add("", file);
        return !alone.set(Outside.UNKNOWN).objects().isEmpty();
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Relative to the root, as the places in environment files are. */
    private String name(Path path) {
        Path root = workspace.root().toAbsolutePath().normalize();
        return root.relativize(path.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    private static boolean isManifest(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith(".json");
    }
}
