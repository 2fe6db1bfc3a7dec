package dev.larry.gitops;

import java.util.List;

/**
 * What a render did to the tree, or would do. Paths are below {@code gitops/<environment>/},
 * sorted, inventories among them.
 */
public record Change(
        List<String> createdPaths,
        List<String> changedPaths,
        List<String> removedPaths,
        int unchanged) {
    public Change {
        createdPaths = List.copyOf(createdPaths);
        changedPaths = List.copyOf(changedPaths);
        removedPaths = List.copyOf(removedPaths);
    }

    public int created() {
        return createdPaths.size();
    }

    public int changed() {
        return changedPaths.size();
    }

    public int removed() {
        return removedPaths.size();
    }

    /** Whether the tree already was what was rendered. */
    public boolean none() {
        return createdPaths.isEmpty() && changedPaths.isEmpty() && removedPaths.isEmpty();
    }
}
