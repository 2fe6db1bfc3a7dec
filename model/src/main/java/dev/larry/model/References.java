package dev.larry.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names in an environment file that must be names of something else in it. */
public final class References {
    private static final int SHOWN = 20;

    private References() {}

    /** Every name that leads nowhere. */
    static List<InvalidValueException> check(Cluster cluster, Shared system, List<Larry> larrys) {
        List<InvalidValueException> wrong = new ArrayList<>();
        Set<String> nodes = new LinkedHashSet<>();
        cluster.nodes().forEach(node -> nodes.add(node.name()));
        exist(wrong, "system.meta.nodes", system.meta().nodes(), nodes, "node");
        exist(wrong, "system.observer.nodes", system.observer().nodes(), nodes, "node");
        Set<String> tasks = new LinkedHashSet<>();
        for (Larry larry : larrys) {
            larry.workers().forEach(worker -> tasks.add(worker.task().id()));
        }
        for (Larry larry : larrys) {
            String at = "larrys[" + larry.name() + "]";
            exist(wrong, at + ".coordinator.nodes", larry.coordinator().nodes(), nodes, "node");
            for (Worker worker : larry.workers()) {
                String here = at + ".workers[" + worker.name() + "]";
                exist(wrong, here + ".nodes", worker.nodes(), nodes, "node");
                exist(wrong, here + ".after", worker.after(), tasks, "task");
            }
        }
        return wrong;
    }

    /** That a name leads nowhere, and which would not. */
    public static InvalidValueException nowhere(
            String component, String name, Set<String> known, String what) {
        return new InvalidValueException(
                component,
                "no " + what + " '" + name + "'",
                String.join(", ", known.stream().limit(SHOWN).toList())
                        + (known.size() > SHOWN ? ", ..." : ""),
                "name one that exists or add it");
    }

    private static void exist(
            List<InvalidValueException> wrong,
            String component,
            List<String> names,
            Set<String> known,
            String what) {
        for (int i = 0; i < names.size(); i++) {
            if (!known.contains(names.get(i))) {
                wrong.add(nowhere(component + "[" + i + "]", names.get(i), known, what));
            }
        }
    }
}
