package dev.larry.diff.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Two trees to what happens to each object in which they differ. */
public final class ObjectChanges {
    private static final Comparator<ObjectChange> ORDER =
            Comparator.comparing(ObjectChange::effect)
                    .thenComparing(change -> !change.loud())
                    .thenComparing(ObjectChange::id);

    private final Trees trees;
    private final Map<Identity, ManifestObject> removed = new TreeMap<>();
    private final Map<Identity, ManifestObject> added = new TreeMap<>();
    private final List<ObjectChange> changes = new ArrayList<>();

    private ObjectChanges(Trees trees) {
        this.trees = trees;
    }

    /** What changes, the worst first. */
    public static List<ObjectChange> between(Trees trees) {
        return new ObjectChanges(trees).all();
    }

    private List<ObjectChange> all() {
        for (ManifestObject before : trees.base()) {
            trees.head(before.id())
                    .ifPresentOrElse(
                            after -> changed(before, after),
                            () -> removed.put(before.id(), before));
        }
        for (ManifestObject after : trees.head()) {
            if (trees.base(after.id()).isEmpty()) {
                added.put(after.id(), after);
            }
        }
        renamedJobs();
        added.values().forEach(this::isNew);
        removed.values().forEach(this::isRemoved);
        changes.sort(ORDER);
        return changes;
    }

    private void changed(ManifestObject before, ManifestObject after) {
        List<FieldChange> fields =
                before.content() == after.content() ? List.of() : FieldDiff.between(before, after);
        List<String> notes = new ArrayList<>();
        moved(before, after).ifPresent(notes::add);
        if (fields.isEmpty() && notes.isEmpty()) {
            return;
        }
        List<String> broken = ImmutableFields.broken(before, after);
        Effect effect;
        if (!broken.isEmpty()) {
            notes.addAll(broken);
            effect = replacedByArgo(after) ? Effect.RECREATE : Effect.IMPOSSIBLE;
            notes.add(effect == Effect.RECREATE ? "Argo CD makes it anew" : remedy(after));
        } else if (restarts(before, after)) {
            effect = Effect.RESTART;
            notes.add(PodChange.why(before, after));
        } else {
            effect = Effect.IN_PLACE;
            notes.addAll(inPlace(before, after));
        }
        changes.add(
                new ObjectChange(
                        effect,
                        after.id(),
                        Optional.empty(),
                        after.path(),
                        fields,
                        notes,
                        effect == Effect.IMPOSSIBLE));
    }

    /** Argo CD knows an object's Application by its directory, the first part of the path. */
    private static Optional<String> moved(ManifestObject before, ManifestObject after) {
        String was = before.path().replaceFirst("/.*", "");
        String is = after.path().replaceFirst("/.*", "");
        return was.equals(is)
                ? Optional.empty()
                : Optional.of(
                        "moves from "
                                + was
                                + " to "
                                + is
                                + ": the first Application may prune what the second has taken"
                                + " over");
    }

    /**
     * Both options together, or a hook, which is deleted before each sync unless said otherwise.
     */
    private static boolean replacedByArgo(ManifestObject object) {
        String hook = object.annotation("argocd.argoproj.io/hook");
        return object.hasSyncOption("Replace=true") && object.hasSyncOption("Force=true")
                || object.hasSyncOption("Delete=true") && object.hasSyncOption("Force=true")
                || !hook.isEmpty() && !hook.equals("Skip");
    }

    private static String remedy(ManifestObject object) {
        return switch (object.id().kind()) {
            case "PersistentVolumeClaim" -> "undo it, or name another claim and move the data";
            case "Job" -> "render again: the Job's name follows its template";
            default -> "undo it, or delete the object first";
        };
    }

    private static boolean restarts(ManifestObject before, ManifestObject after) {
        return switch (after.id().kind()) {
            case "Deployment", "StatefulSet", "DaemonSet" ->
                    !Settled.same(before.podTemplate(), after.podTemplate())
                            && !after.at("/spec/updateStrategy/type").asText().equals("OnDelete");
            default -> false;
        };
    }

    private static List<String> inPlace(ManifestObject before, ManifestObject after) {
        List<String> notes = new ArrayList<>();
        if (!after.id().kind().equals("ConfigMap")
                && !after.id().kind().equals("Secret")
                && Settled.same(before.content(), after.content())
                && before.content() != after.content()) {
            notes.add("the API server sees no difference");
        }
        if (after.id().is("", "PersistentVolumeClaim") && ClaimUpdate.change(before, after) > 0) {
            notes.add("grows only if its storage class allows expansion, and never shrinks again");
        }
        if (after.id().is("", "Service") && ServiceUpdate.staysHeadless(before, after)) {
            notes.add("stays headless in the cluster: delete it first to give it an address");
        }
        if (after.at("/spec/updateStrategy/type").asText().equals("OnDelete")
                && !Settled.same(before.podTemplate(), after.podTemplate())) {
            notes.add("pods keep the old template until somebody deletes them");
        }
        return notes;
    }

    /** A Job whose template changes has another name; both names are one Job to a person. */
    private void renamedJobs() {
        Map<String, List<ManifestObject>> gone = byOwner(removed);
        Map<String, List<ManifestObject>> come = byOwner(added);
        for (Map.Entry<String, List<ManifestObject>> entry : come.entrySet()) {
            List<ManifestObject> before = gone.getOrDefault(entry.getKey(), List.of());
            if (entry.getValue().size() == 1 && before.size() == 1) {
                ManifestObject from = before.getFirst();
                ManifestObject to = entry.getValue().getFirst();
                List<FieldChange> fields =
                        FieldDiff.between(from, to).stream()
                                .filter(change -> !change.path().equals("metadata.name"))
                                .toList();
                boolean anotherRun = !from.label("larry.dev/run").equals(to.label("larry.dev/run"));
                changes.add(
                        new ObjectChange(
                                Effect.RECREATE,
                                to.id(),
                                Optional.of(from.id()),
                                to.path(),
                                fields,
                                List.of(
                                        anotherRun
                                                ? "the Job of another run"
                                                : PodChange.why(from, to)),
                                false));
                removed.remove(from.id());
                added.remove(to.id());
            }
        }
    }

    private static Map<String, List<ManifestObject>> byOwner(
            Map<Identity, ManifestObject> objects) {
        Map<String, List<ManifestObject>> jobs = new HashMap<>();
        for (ManifestObject each : objects.values()) {
            if (each.id().is("batch", "Job")) {
                String worker = each.label("larry.dev/worker");
                String owner =
                        worker.isEmpty()
                                ? each.id().name().replaceFirst("-[0-9a-f]{6,16}$", "")
                                : "worker " + worker;
                jobs.computeIfAbsent(each.id().namespace() + "/" + owner, _ -> new ArrayList<>())
                        .add(each);
            }
        }
        return jobs;
    }

    private void isNew(ManifestObject object) {
        changes.add(
                new ObjectChange(
                        Effect.NEW,
                        object.id(),
                        Optional.empty(),
                        object.path(),
                        List.of(),
                        List.of(),
                        false));
    }

    private void isRemoved(ManifestObject object) {
        List<String> notes = new ArrayList<>();
        boolean namespace = object.id().is("", "Namespace");
        boolean claim = object.id().is("", "PersistentVolumeClaim");
        boolean definition = object.id().kind().equals("CustomResourceDefinition");
        if (namespace) {
            notes.add("everything in the namespace is deleted with it, volumes too");
        }
        if (claim) {
            notes.add("its data is lost when it is deleted, unless the volume is retained");
        }
        if (definition) {
            notes.add("every object of this kind is deleted with it");
        }
        if (object.hasSyncOption("Prune=false")) {
            notes.add("Prune=false: it stays in the cluster until somebody deletes it");
        } else if (object.hasSyncOption("Prune=confirm")) {
            notes.add("Prune=confirm: Argo CD waits until somebody confirms");
        } else if (namespace || claim || definition) {
            notes.add("Argo CD prunes it at once");
        }
        changes.add(
                new ObjectChange(
                        Effect.REMOVED,
                        object.id(),
                        Optional.empty(),
                        object.path(),
                        List.of(),
                        notes,
                        namespace || claim || definition));
    }
}
