package dev.larry.check.manifests;

import dev.larry.model.Source;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files and directories to a {@link ManifestSet}. In a directory everything that is called {@code
 * .yaml}, {@code .yml} or {@code .json} counts, but for {@code .git}; a file that is named itself
 * counts whatever it is called.
 */
public final class ManifestFiles {
    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

    private final ManifestReader reader;
    private final Map<Path, Path> files = new TreeMap<>();
    private final Set<Path> charts = new TreeSet<>();
    private final Kustomizations kustomizations = new Kustomizations();

    private ManifestFiles(ManifestReader reader) {
        this.reader = reader;
    }

    /** Reads all files; each once, whichever way it is reached. */
    public static ManifestSet read(Collection<Path> paths, Outside outside) {
        return read(paths, outside, new ManifestReader());
    }

    /**
     * Reads all files with a reader that hands on their texts.
     *
     * @param paths as the user wrote them, which is how findings name them
     */
    public static ManifestSet read(Collection<Path> paths, Outside outside, ManifestReader reader) {
        ManifestFiles all = new ManifestFiles(reader);
        for (Path path : paths) {
            all.collect(path);
        }
        all.kustomizations.resolve();
        all.files.forEach(all::readFile);
        return all.reader.set(outside);
    }

    private void collect(Path path) {
        if (!Files.exists(path)) {
            reader.say(ReadingRules.UNREADABLE, Source.ofFile(path.toString()), "does not exist");
            return;
        }
        if (!Files.isDirectory(path)) {
            files.put(path.toAbsolutePath().normalize(), path);
            return;
        }
        try {
            Files.walkFileTree(path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 100, new Visitor());
        } catch (IOException e) {
            reader.say(ReadingRules.UNREADABLE, Source.ofFile(path.toString()), "cannot be listed");
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (directory.endsWith(".git")) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (Files.exists(directory.resolve("Chart.yaml"))) {
                charts.add(directory);
            }
            kustomizations.read(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            if (EXTENSIONS.stream().anyMatch(name::endsWith) || name.endsWith("/kustomization")) {
                files.putIfAbsent(file.toAbsolutePath().normalize(), file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            reader.say(ReadingRules.UNREADABLE, Source.ofFile(file.toString()), "cannot be read");
            return FileVisitResult.CONTINUE;
        }
    }

    private void readFile(Path absolute, Path given) {
        Source whole = Source.ofFile(given.toString());
        if (kustomizations.isInput(absolute)) {
            reader.say(ReadingRules.NOT_RENDERED, whole, "is a patch or input of Kustomize");
            return;
        }
        if (charts.stream().anyMatch(chart -> isOfChart(given, chart))) {
            reader.say(ReadingRules.NOT_RENDERED, whole, "is part of a Helm chart");
            return;
        }
        try {
            reader.add(given.toString(), Files.readAllBytes(given));
            reader.fill(given.toString(), kustomizations.of(absolute));
        } catch (IOException | OutOfMemoryError e) {
            reader.say(ReadingRules.UNREADABLE, whole, "cannot be read");
        }
    }

    private static boolean isOfChart(Path file, Path chart) {
        if (!file.startsWith(chart)) {
            return false;
        }
        Path inside = chart.relativize(file);
        String first = inside.getName(0).toString();
        return first.equals("templates")
                || first.equals("charts")
                || first.equals("ci")
                || (inside.getNameCount() == 1
                        && (first.startsWith("values") || first.startsWith("Chart")));
    }
}
