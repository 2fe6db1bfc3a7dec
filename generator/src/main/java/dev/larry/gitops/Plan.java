package dev.larry.gitops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The way from what lies on disk to what is rendered.
 *
 * @param wanted the bytes of every file of the new tree, inventories among them
 */
record Plan(SortedMap<String, byte[]> wanted, DiskTree disk, Map<String, Fate> fates) {
    /** What becomes of one path. */
    enum Fate {
        /** Already what is rendered. */
        UNCHANGED,
        CREATED,
        /** Ours, as we left it, and to be replaced. */
        CHANGED,
        /** Ours, as we left it, and no longer rendered. */
        REMOVED,
        /** In an inventory, but neither as we left it nor as it is to be. */
        HAND_EDITED,
        /** In no inventory. */
        FOREIGN,
        /** A link, or a directory where a file is to be. */
        NOT_A_FILE,
        /** An inventory of which lines are no entries: merge conflicts, say. */
        UNREADABLE_INVENTORY
    }

    static boolean blocks(Fate fate) {
        return switch (fate) {
            case UNCHANGED, CREATED, CHANGED, REMOVED -> false;
            case HAND_EDITED, FOREIGN, NOT_A_FILE, UNREADABLE_INVENTORY -> true;
        };
    }

    boolean wants(String path) {
        return wanted.containsKey(path);
    }

    /** What carrying it out does; a path that blocks counts as what would become of it. */
    Change change() {
        Map<Fate, List<String>> paths = new TreeMap<>();
        fates.forEach((path, fate) -> {
            Fate then = !blocks(fate) ? fate : wants(path) ? Fate.CHANGED : Fate.REMOVED;
            paths.computeIfAbsent(then, key -> new ArrayList<>()).add(path);
        });
        return new Change(
                paths.getOrDefault(Fate.CREATED, List.of()),
                paths.getOrDefault(Fate.CHANGED, List.of()),
                paths.getOrDefault(Fate.REMOVED, List.of()),
                paths.getOrDefault(Fate.UNCHANGED, List.of()).size());
    }
}
