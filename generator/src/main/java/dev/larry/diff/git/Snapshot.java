package dev.larry.diff.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The environment files and the rendered files of one revision.
 *
 * @param name what a person calls the revision
 * @param commit its hash; empty for the work tree
 * @param files by path below the root, with {@code /} between its parts
 */
public record Snapshot(String name, String commit, SortedMap<String, byte[]> files) {
    /** The directories that are read; nothing else of a repository is. */
    public static final List<String> DIRECTORIES = List.of("environments", "gitops");

    public Snapshot {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * What lies in the directory now, committed or not.
     *
     * @throws IOException where a file cannot be read
     */
    public static Snapshot ofWorkTree(Path root) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String directory : DIRECTORIES) {
            Path from = root.resolve(directory);
            if (!Files.isDirectory(from)) {
                continue;
            }
            try (Stream<Path> paths = Files.walk(from)) {
                for (Path path :
                        paths.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                                .toList()) {
                    String name = root.relativize(path).toString().replace('\\', '/');
                    if (isOurs(name)) {
                        files.put(name, Files.readAllBytes(path));
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return new Snapshot("work tree", "", files);
    }

    /** Names that begin with a dot are staging trees, locks and editors' files. */
    static boolean isOurs(String path) {
        return DIRECTORIES.stream().anyMatch(each -> path.startsWith(each + "/"))
                && !path.startsWith(".")
                && !path.contains("/.");
    }

    /** The names of the environments that have a rendered tree. */
    public SortedSet<String> renderedEnvironments() {
        SortedSet<String> names = new TreeSet<>();
        for (String path : files.keySet()) {
            String[] parts = path.split("/", 3);
            if (parts.length == 3 && parts[0].equals("gitops")) {
                names.add(parts[1]);
            }
        }
        return names;
    }

    /** The rendered files of one environment, by path below its tree. */
    public SortedMap<String, byte[]> tree(String environment) {
        String prefix = "gitops/" + environment + "/";
        SortedMap<String, byte[]> below = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.tailMap(prefix).entrySet()) {
            if (!file.getKey().startsWith(prefix)) {
                break;
            }
            below.put(file.getKey().substring(prefix.length()), file.getValue());
        }
        return below;
    }

    /**
     * Writes the environment files below a directory, where a reader can open them.
     *
     * @throws IOException where that fails
     */
    public void checkOutEnvironments(Path to) throws IOException {
        Files.createDirectories(to.resolve("environments"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path copy = to.resolve(file.getKey()).normalize();
            if (file.getKey().startsWith("environments/") && copy.startsWith(to)) {
                Path parent = copy.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.write(copy, file.getValue());
            }
        }
    }

    /** As a report names it. */
    public String shown() {
        if (commit.isEmpty() || commit.startsWith(name)) {
            return name;
        }
        return name + " (" + commit.substring(0, Math.min(10, commit.length())) + ")";
    }
}
