package dev.larry.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names in an environment file that must be names of something else in it. */
final class References {
    private References() {}

    /** {@link InvalidValueException} with every name that leads nowhere. */
    static void check(Cluster cluster, Shared system, List<Larry> larrys) {
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
            if (larry.namespace().equals(system.namespace())) {
                wrong.add(
                        new InvalidValueException(
                                at + ".namespace",
                                "'" + larry.namespace() + "'",
                                "a namespace of its own",
                                "the system has this one"));
            }
            exist(wrong, at + ".coordinator.nodes", larry.coordinator().nodes(), nodes, "node");
            for (Worker worker : larry.workers()) {
                String here = at + ".workers[" + worker.name() + "]";
                exist(wrong, here + ".nodes", worker.nodes(), nodes, "node");
                exist(wrong, here + ".after", worker.after(), tasks, "task");
                if (worker.after().contains(worker.task().id())) {
                    wrong.add(
                            new InvalidValueException(
                                    here + ".after",
                                    "'" + worker.task().id() + "'",
                                    "other tasks",
                                    "a task cannot wait for itself"));
                }
            }
        }
        InvalidValueException.throwAll(wrong);
    }

    private static void exist(
            List<InvalidValueException> wrong,
            String component,
            List<String> names,
            Set<String> known,
            String what) {
        for (int i = 0; i < names.size(); i++) {
            if (!known.contains(names.get(i))) {
                wrong.add(
                        new InvalidValueException(
                                component + "[" + i + "]",
                                "no " + what + " '" + names.get(i) + "'",
                                String.join(", ", known.stream().limit(20).toList())
                                        + (known.size() > 20 ? ", ..." : ""),
                                "name one that exists or add it"));
            }
        }
    }
}
