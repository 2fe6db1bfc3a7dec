package dev.larry.gitops;

import dev.larry.model.Finding;
import dev.larry.model.Findings;
import dev.larry.model.Source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rendered files that cannot all be written or applied: two of one path, two of one object. */
final class Clashes {
    static final String DUPLICATE_OBJECT = "render/duplicate-object";
    static final String PATH_CLASH = "render/path-clash";

    private final GitopsPaths names;
    private final List<Finding> findings = new ArrayList<>();

    private Clashes(GitopsPaths names) {
        this.names = names;
    }

    static Findings among(Collection<RenderedFile> files, GitopsPaths names) {
        Clashes clashes = new Clashes(names);
        clashes.paths(files);
        clashes.identities(files);
        return Findings.of(clashes.findings);
    }

    /** Some file systems take two names that differ in case for one. */
    private void paths(Collection<RenderedFile> files) {
        Map<String, RenderedFile> byPath = new HashMap<>();
        for (RenderedFile file : files) {
            RenderedFile other = byPath.putIfAbsent(folded(file.path()), file);
            if (other != null) {
                clash(
                        PATH_CLASH,
                        file,
                        "is rendered twice, the other as "
                                + names.shown(other.path())
                                + from(other));
            }
        }
        Set<String> free = new HashSet<>();
        for (RenderedFile file : files) {
            String path = folded(file.path());
            String directory = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
            if (!free.contains(directory) && !isBelowAFile(file, path, byPath)) {
                free.add(directory);
            }
        }
    }

    private boolean isBelowAFile(
            RenderedFile file, String path, Map<String, RenderedFile> byPath) {
        boolean below = false;
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            RenderedFile other = byPath.get(path.substring(0, slash));
            if (other != null) {
                clash(
                        PATH_CLASH,
                        file,
                        "lies below " + names.shown(other.path()) + from(other));
                below = true;
            }
        }
        return below;
    }

    private void identities(Collection<RenderedFile> files) {
        Map<String, RenderedFile> byIdentity = new HashMap<>();
        for (RenderedFile file : files) {
            if (file.identity().isEmpty()) {
                continue;
            }
            RenderedFile other = byIdentity.putIfAbsent(file.identity(), file);
            if (other != null && !other.path().equals(file.path())) {
                clash(
                        DUPLICATE_OBJECT,
                        file,
                        file.identity()
                                + " is rendered twice, the other as "
                                + names.shown(other.path())
                                + from(other));
            }
        }
    }

    private void clash(String rule, RenderedFile file, String found) {
        Source place = new Source(names.shown(file.path()), 0, 0, file.origin());
        findings.add(Finding.error(rule, place, found, "", "give one of the two another name"));
    }

    private static String from(RenderedFile file) {
        return file.origin().isEmpty() ? "" : " from " + file.origin();
    }

    private static String folded(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
