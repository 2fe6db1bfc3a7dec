package dev.larry.load;

import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Finding;
import dev.larry.model.InvalidValueException;
import dev.larry.model.References;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Nodes and tasks that are named but not there, in a file that something else is wrong with: the
 * fleet, which checks them itself, cannot be built from it, but whoever mends the file wants all at
 * once.
 */
final class LooseReferences {
    private final Consumer<Finding> findings;

    private LooseReferences(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /**
     * @param root everything that the files say, defaults applied
     */
    static void check(Mapping root, Consumer<Finding> findings) {
        new LooseReferences(findings).check(root);
    }

    private void check(Mapping root) {
        Set<String> nodes = new LinkedHashSet<>();
        Set<String> tasks = new LinkedHashSet<>();
        elements(get(get(root, "cluster"), "nodes"))
                .forEach(node -> addText(nodes, get(node, "name")));
        List<YamlValue> larrys = elements(get(root, "larrys"));
        for (YamlValue larry : larrys) {
            elements(get(larry, "workers"))
                    .forEach(worker -> addText(tasks, get(get(worker, "task"), "id")));
        }
        if (!nodes.isEmpty()) {
            YamlValue system = get(root, "system");
            exist(get(get(system, "meta"), "nodes"), "system.meta.nodes", nodes, "node");
            exist(get(get(system, "observer"), "nodes"), "system.observer.nodes", nodes, "node");
        }
        for (int i = 0; i < larrys.size(); i++) {
            larry(larrys.get(i), YamlPath.element("larrys", i, larrys.get(i)), nodes, tasks);
        }
    }

    private void larry(YamlValue larry, String path, Set<String> nodes, Set<String> tasks) {
        if (!nodes.isEmpty()) {
            exist(
                    get(get(larry, "coordinator"), "nodes"),
                    path + ".coordinator.nodes",
                    nodes,
                    "node");
        }
        List<YamlValue> workers = elements(get(larry, "workers"));
        for (int i = 0; i < workers.size(); i++) {
            String here = YamlPath.element(path + ".workers", i, workers.get(i));
            if (!nodes.isEmpty()) {
                exist(get(workers.get(i), "nodes"), here + ".nodes", nodes, "node");
            }
            exist(get(workers.get(i), "after"), here + ".after", tasks, "task");
        }
    }

    private void exist(@Nullable YamlValue names, String path, Set<String> known, String what) {
        List<YamlValue> elements = names instanceof Scalar ? List.of(names) : elements(names);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Scalar name
                    && !name.isNull()
                    && !known.contains(name.text())) {
                InvalidValueException problem = References.nowhere("", name.text(), known, what);
                Place place = name.place();
                findings.accept(
                        Finding.error(
                                "input/invalid-value",
                                place.source(YamlPath.index(path, i)),
                                problem.found(),
                                problem.allowed(),
                                problem.remedy()));
            }
        }
    }

    private static void addText(Set<String> texts, @Nullable YamlValue value) {
        if (value instanceof Scalar scalar && !scalar.isNull()) {
            texts.add(scalar.text());
        }
    }

    private static @Nullable YamlValue get(@Nullable YamlValue value, String key) {
        return value instanceof Mapping mapping ? mapping.get(key) : null;
    }

    private static List<YamlValue> elements(@Nullable YamlValue value) {
        return value instanceof Sequence list ? new ArrayList<>(list.elements()) : List.of();
    }
}
