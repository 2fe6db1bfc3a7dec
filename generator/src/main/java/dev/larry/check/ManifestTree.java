package dev.larry.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The manifests below one directory, counted as a parser of YAML 1.2 sees them. */
final class ManifestTree {

    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

    private final Path root;
    private final Path realRoot;
    private final Set<String> ignoredNames;
    private final Map<Path, Integer> objects = new TreeMap<>();
    private final Map<Path, ManifestFile.Unreadable> unreadable = new TreeMap<>();

    private ManifestTree(Path root, Path realRoot, Set<String> ignoredNames) {
        this.root = root;
        this.realRoot = realRoot;
        this.ignoredNames = ignoredNames;
    }

    /** One tree a root; a root inside another one is part of that. */
    static List<ManifestTree> distinct(Collection<Path> roots, Set<String> ignoredNames)
            throws IOException {
        Map<Path, ManifestTree> trees = new TreeMap<>();
        for (Path root : roots) {
            Path real = root.toRealPath();
            trees.putIfAbsent(real, new ManifestTree(root, real, ignoredNames));
        }
        return trees.values().stream()
                .filter(each -> trees.keySet().stream().noneMatch(each::isInside))
                .toList();
    }

    private boolean isInside(Path other) {
        return !realRoot.equals(other) && realRoot.startsWith(other);
    }

    /** The root with symbolic links resolved: kubeconform follows none. */
    Path realRoot() {
        return realRoot;
    }

    void read() throws IOException {
        try (Stream<Path> paths = Files.walk(realRoot)) {
            paths.filter(this::isManifest).forEach(this::readFile);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * The same choice of files as kubeconform's, and links to directories, which it passes over.
     */
    private boolean isManifest(Path path) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String name = path.getFileName().toString();
        boolean extension = EXTENSIONS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
        return (extension && !ignoredNames.contains(name)) || Files.isDirectory(path);
    }

    private void readFile(Path path) {
        if (Files.isDirectory(path)) {
            unreadable.put(
                    path,
                    new ManifestFile.Unreadable(
                            ManifestFile.Position.START,
                            "is a symbolic link to a directory, which kubeconform does not"
                                    + " follow"));
            return;
        }
        try {
            objects.put(path, ManifestFile.parse(path).objects());
        } catch (ManifestFile.Unreadable e) {
            unreadable.put(path, e);
        }
    }

    /** How many objects each file has that could be parsed. */
    Map<Path, Integer> objects() {
        return objects;
    }

    Map<Path, ManifestFile.Unreadable> unreadable() {
        return unreadable;
    }

    /** A path below the real root as the caller would write it. */
    Path asGiven(Path real) {
        return real.equals(realRoot) ? root : root.resolve(realRoot.relativize(real));
    }
}
