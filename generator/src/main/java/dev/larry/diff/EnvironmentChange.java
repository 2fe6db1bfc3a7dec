package dev.larry.diff;

import dev.larry.diff.object.Effect;
import dev.larry.diff.object.ObjectChange;
import dev.larry.diff.object.ObjectChanges;
import dev.larry.diff.object.Trees;
import dev.larry.diff.object.UnreadableTreeException;
import dev.larry.diff.reach.ImageChange;
import dev.larry.diff.reach.NetworkReach;
import dev.larry.diff.reach.RbacReach;
import dev.larry.diff.reach.SecretNeed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything that changes in one environment.
 *
 * @param what {@code new}, {@code removed} or {@code changed}
 * @param run what the change means for runs
 * @param notes what the report could not look at, and why
 * @param rights what accounts may do that they could not
 * @param network what connections are possible that were not
 */
public record EnvironmentChange(
        String environment,
        String what,
        List<String> run,
        List<String> notes,
        List<Figure> figures,
        List<String> rights,
        List<String> network,
        List<ImageChange> images,
        List<SecretNeed> secrets,
        List<ObjectChange> objects,
        List<Trees.FileChange> otherFiles) {
    public EnvironmentChange {
        run = List.copyOf(run);
        notes = List.copyOf(notes);
        figures = List.copyOf(figures);
        rights = List.copyOf(rights);
        network = List.copyOf(network);
        images = List.copyOf(images);
        secrets = List.copyOf(secrets);
        objects = List.copyOf(objects);
        otherFiles = List.copyOf(otherFiles);
    }

    static EnvironmentChange of(
            String name,
            SortedMap<String, byte[]> base,
            SortedMap<String, byte[]> head,
            Models before,
            Models after,
            Instant now)
            throws UnreadableTreeException {
        Trees trees = Trees.of(base, head);
        List<ObjectChange> objects = ObjectChanges.between(trees);
        List<String> notes = new ArrayList<>(before.notes(name, "base"));
        notes.addAll(after.notes(name, "head"));
        return new EnvironmentChange(
                name,
                base.isEmpty() ? "new" : head.isEmpty() ? "removed" : "changed",
                RunChange.of(
                        before.fleet(name),
                        after.fleet(name),
                        base.isEmpty(),
                        jobs(trees, objects),
                        now),
                notes,
                notes.isEmpty()
                        ? Figures.between(before.fleet(name), after.fleet(name))
                        : List.of(),
                RbacReach.widened(trees, RunChange.renaming(before.fleet(name), after.fleet(name))),
                NetworkReach.widened(trees),
                ImageChange.of(trees, objects),
                SecretNeed.added(trees),
                objects,
                trees.otherFiles());
    }

    /** The Jobs that belong to a run; others are none of its business. */
    private static List<ObjectChange> jobs(Trees trees, List<ObjectChange> objects) {
        return objects.stream()
                .filter(each -> each.id().is("batch", "Job"))
                .filter(each ->
                        trees.head(each.id())
                                .or(() -> trees.base(each.id()))
                                .map(job -> !job.label("larry.dev/run").isEmpty())
                                .orElse(false))
                .toList();
    }

    /** Whether nothing at all is different. */
    public boolean none() {
        return run.isEmpty()
                && figures.isEmpty()
                && objects.isEmpty()
                && otherFiles.isEmpty()
                && notes.isEmpty();
    }

    /** The objects with one effect, in order. */
    public List<ObjectChange> with(Effect effect) {
        return objects.stream().filter(each -> each.effect() == effect).toList();
    }
}
