package dev.larry.gitops;

import dev.larry.contract.Sha256;
import dev.larry.gitops.Plan.Fate;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares what lies on disk with what is rendered, and decides what is whose. */
final class Planner {
    private final SortedMap<String, byte[]> wanted;
    private final DiskTree disk;
    private final Set<String> overwrite;

    /**
     * The hashes under which the inventories list each path; two after a merge. Read when first
     * asked for: a tree that is as it should be needs none.
     */
    private @Nullable Map<String, Set<String>> owned;

    private final SortedMap<String, Fate> fates = new TreeMap<>();

    private Planner(SortedMap<String, byte[]> wanted, DiskTree disk, Set<String> overwrite) {
        this.wanted = wanted;
        this.disk = disk;
        this.overwrite = overwrite;
    }

    /** The bytes of every file of the tree, inventories among them, by path. */
    static SortedMap<String, byte[]> wanted(Collection<RenderedFile> files) {
        SortedMap<String, byte[]> wanted = new TreeMap<>();
        files.forEach(file -> wanted.put(file.path(), file.bytes()));
        wanted.putAll(Inventory.of(files));
        return Collections.unmodifiableSortedMap(wanted);
    }

    /**
     * @param wanted see {@link #wanted}
     * @param overwrite paths below the tree that may be replaced or removed whatever is there
     */
    static Plan plan(SortedMap<String, byte[]> wanted, DiskTree disk, Set<String> overwrite)
            throws IOException {
        return new Planner(wanted, disk, overwrite).plan();
    }

    private Plan plan() throws IOException {
        for (String path : disk.files().keySet()) {
            if (Inventory.isAt(path)) {
                inventory(path);
            }
        }
        for (Map.Entry<String, Long> file : disk.files().entrySet()) {
            if (!fates.containsKey(file.getKey())) {
                fates.put(file.getKey(), fate(file.getKey(), file.getValue()));
            }
        }
        for (String path : disk.others()) {
            fates.put(path, Fate.NOT_A_FILE);
        }
        for (String path : wanted.keySet()) {
            if (disk.directories().contains(path)) {
                fates.put(path, Fate.NOT_A_FILE);
            }
            fates.putIfAbsent(path, Fate.CREATED);
        }
        for (String path : overwrite) {
            fates.computeIfPresent(path, (key, fate) -> allowed(key, fate));
        }
        return new Plan(wanted, disk, fates);
    }

    private void inventory(String path) throws IOException {
        byte[] there = Files.readAllBytes(disk.at(path));
        byte[] content = wanted.get(path);
        if (content != null && Arrays.equals(content, there)) {
            fates.put(path, Fate.UNCHANGED);
        } else if (Inventory.read(there, (_, _) -> {}).isEmpty()) {
            fates.put(path, content == null ? Fate.REMOVED : Fate.CHANGED);
        } else {
            fates.put(path, Fate.UNREADABLE_INVENTORY);
        }
    }

    private Map<String, Set<String>> owned() throws IOException {
        if (owned == null) {
            owned = new HashMap<>();
            Map<String, Set<String>> all = owned;
            for (String path : disk.files().keySet()) {
                if (Inventory.isAt(path)) {
                    Inventory.read(
                            Files.readAllBytes(disk.at(path)),
                            (listed, hash) ->
                                    all.computeIfAbsent(listed, _ -> new HashSet<>()).add(hash));
                }
            }
        }
        return owned;
    }

    private Fate fate(String path, long size) throws IOException {
        byte[] content = wanted.get(path);
        if (content != null
                && size == content.length
                && Arrays.equals(content, Files.readAllBytes(disk.at(path)))) {
            return Fate.UNCHANGED;
        }
        Set<String> hashes = owned().get(path);
        if (hashes == null) {
            return Fate.FOREIGN;
        }
        if (!hashes.contains(Sha256.of(disk.at(path)))) {
            return Fate.HAND_EDITED;
        }
        return content == null ? Fate.REMOVED : Fate.CHANGED;
    }

    private Fate allowed(String path, Fate fate) {
        if (!Plan.blocks(fate)) {
            return fate;
        }
        return wanted.containsKey(path) ? Fate.CHANGED : Fate.REMOVED;
    }
}
