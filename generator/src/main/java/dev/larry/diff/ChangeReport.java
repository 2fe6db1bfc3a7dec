package dev.larry.diff;

import dev.larry.diff.git.Snapshot;
import dev.larry.diff.object.Effect;
import dev.larry.diff.object.UnreadableTreeException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a change does, for whoever has to approve it.
 *
 * @param base the revision that is applied
 * @param head the one that is to be
 * @param notes what holds for the whole report
 * @param environments those that change
 */
public record ChangeReport(
        String base, String head, List<String> notes, List<EnvironmentChange> environments) {
    /** The version of the JSON form; it goes up when a reader would have to change. */
    public static final int VERSION = 1;

    public ChangeReport {
        notes = List.copyOf(notes);
        environments = List.copyOf(environments);
    }

    /**
     * Compares two revisions.
     *
     * @param environments which to compare
     * @param now decides what is past
     * @throws UnreadableTreeException where a rendered file is no YAML
     */
    public static ChangeReport of(
            Snapshot base,
            Snapshot head,
            Models before,
            Models after,
            Collection<String> environments,
            List<String> notes,
            Instant now)
            throws UnreadableTreeException {
        List<EnvironmentChange> changes = new ArrayList<>();
        for (String name : environments) {
            EnvironmentChange change =
                    EnvironmentChange.of(
                            name, base.tree(name), head.tree(name), before, after, now);
            if (!change.none()) {
                changes.add(change);
            }
        }
        return new ChangeReport(base.shown(), head.shown(), notes, changes);
    }

    /** Whether the API server would refuse something. */
    public boolean impossible() {
        return environments.stream().anyMatch(each -> !each.with(Effect.IMPOSSIBLE).isEmpty());
    }
}
