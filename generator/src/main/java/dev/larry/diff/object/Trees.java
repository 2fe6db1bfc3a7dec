package dev.larry.diff.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rendered trees of one environment in two revisions. What is equal in both is parsed once, and
 * is the same object on both sides.
 */
public final class Trees {
    private final SortedMap<Identity, ManifestObject> base = new TreeMap<>();
    private final SortedMap<Identity, ManifestObject> head = new TreeMap<>();
    private final List<FileChange> otherFiles = new ArrayList<>();

    /** A file of the tree that holds no objects, and what happened to it. */
    public record FileChange(String path, String what) {}

    private Trees() {}

    /**
     * Reads both trees.
     *
     * @throws UnreadableTreeException where a file is no YAML
     */
    public static Trees of(SortedMap<String, byte[]> base, SortedMap<String, byte[]> head)
            throws UnreadableTreeException {
        Trees trees = new Trees();
        TreeSet<String> paths = new TreeSet<>(base.keySet());
        paths.addAll(head.keySet());
        for (String path : paths) {
            Optional<byte[]> before = Optional.ofNullable(base.get(path));
            Optional<byte[]> after = Optional.ofNullable(head.get(path));
            boolean same =
                    before.isPresent()
                            && after.isPresent()
                            && Arrays.equals(before.get(), after.get());
            if (!ManifestReader.isManifest(path)) {
                if (!same && !path.startsWith("_inventory/")) {
                    trees.otherFiles.add(new FileChange(path, what(before, after)));
                }
            } else if (same) {
                List<ManifestObject> objects = ManifestReader.read(path, after.get());
                put(objects, trees.base);
                put(objects, trees.head);
            } else {
                if (before.isPresent()) {
                    put(ManifestReader.read(path, before.get()), trees.base);
                }
                if (after.isPresent()) {
                    put(ManifestReader.read(path, after.get()), trees.head);
                }
            }
        }
        return trees;
    }

    private static String what(Optional<byte[]> before, Optional<byte[]> after) {
        return before.isEmpty() ? "new" : after.isEmpty() ? "removed" : "changed";
    }

    private static void put(List<ManifestObject> objects, Map<Identity, ManifestObject> known) {
        objects.forEach(each -> known.put(each.id(), each));
    }

    /** The objects of the base revision, by identity. */
    public Collection<ManifestObject> base() {
        return base.values();
    }

    /** The objects of the head revision, by identity. */
    public Collection<ManifestObject> head() {
        return head.values();
    }

    /** One object as the base revision has it. */
    public Optional<ManifestObject> base(Identity id) {
        return Optional.ofNullable(base.get(id));
    }

    /** One object as the head revision has it. */
    public Optional<ManifestObject> head(Identity id) {
        return Optional.ofNullable(head.get(id));
    }

    /** What changed that is no manifest: plans, lists of Secrets. */
    public List<FileChange> otherFiles() {
        return List.copyOf(otherFiles);
    }
}
