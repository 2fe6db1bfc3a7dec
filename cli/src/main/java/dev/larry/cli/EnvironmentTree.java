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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The manifests of an environment's tree: what it renders to now, and in its place what somebody
 * edited or put there. Where a file is merely old, drift has said so, and a render makes it new.
 */
final class EnvironmentTree {
    private static final Set<String> BY_HAND = Set.of("drift/hand-edited", "drift/foreign-file");

    private final Workspace workspace;
    private final SortedMap<String, byte[]> rendered = new TreeMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Set<Path> byHand;

    /**
     * @param drift in which the tree on disk is not what is rendered
     */
    EnvironmentTree(
            Workspace workspace, String environment, Iterable<RenderedFile> files, Findings drift) {
        this.workspace = workspace;
        Path tree = workspace.gitops().resolve(environment);
        for (RenderedFile file : files) {
            if (isManifest(file.path())) {
                String name = name(tree.resolve(file.path()));
                rendered.put(name, file.bytes());
                origins.put(name, file.origin());
            }
        }
        byHand =
                drift.all().stream()
                        .filter(each -> BY_HAND.contains(each.rule()))
                        .map(each -> Path.of(each.source().file()))
                        .filter(each -> isManifest(each.toString()))
                        .collect(Collectors.toSet());
    }

    /** The rendered files, as findings name them, to the path in the environment of each. */
    Map<String, String> origins() {
        return origins;
    }

    /** Reads all of it. */
    ManifestSet read(ManifestReader reader, Outside outside) {
        SortedMap<String, byte[]> files = new TreeMap<>(rendered);
        for (Path path : byHand) {
            byte[] bytes = bytes(path);
            if (holdsObjects(
                    bytes)) { // else drift has said all, and the rest is judged as if whole
                files.put(name(path), bytes);
            }
        }
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
