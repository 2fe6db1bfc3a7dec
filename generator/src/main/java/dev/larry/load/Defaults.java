package dev.larry.load;

import dev.larry.load.YamlValue.Entry;
import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Coordinator;
import dev.larry.model.Finding;
import dev.larry.model.Larry;
import dev.larry.model.MasterAgent;
import dev.larry.model.Node;
import dev.larry.model.Worker;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The section {@code defaults}: laid under every node, Larry, coordinator, master and worker. */
final class Defaults {
    /** Keys of the section, and the type each is a part of. */
    static final Map<String, Class<? extends Record>> SECTIONS =
            new TreeMap<>(
                    Map.of(
                            "node",
                            Node.class,
                            "larry",
                            Larry.class,
                            "coordinator",
                            Coordinator.class,
                            "master",
                            MasterAgent.class,
                            "worker",
                            Worker.class));

    private Defaults() {}

    /** The whole with the section taken out and laid under. */
    static Mapping apply(Mapping root) {
        YamlValue section = root.get("defaults");
        Mapping rest = root.without(Set.of("defaults"));
        if (!(section instanceof Mapping defaults)) {
            return rest;
        }
        Mapping result =
                within(
                        rest,
                        "cluster",
                        cluster ->
                                each(cluster, "nodes", node -> under(node, defaults.get("node"))));
        return each(
                result,
                "larrys",
                larry -> {
                    Mapping whole = under(larry, defaults.get("larry"));
                    whole = coordinator(whole, defaults);
                    whole = each(whole, "masters", master -> under(master, defaults.get("master")));
                    return each(whole, "workers", worker -> under(worker, defaults.get("worker")));
                });
    }

    /** What is wrong with the section itself, whether or not anything uses it. */
    static void check(Mapping root, RecordBinder binder, Consumer<Finding> findings) {
        YamlValue section = root.get("defaults");
        if (section == null || section instanceof Scalar scalar && scalar.isNull()) {
            return;
        }
        if (!(section instanceof Mapping defaults)) {
            findings.accept(
                    Finding.error(
                            "input/wrong-type",
                            section.place().source("defaults"),
                            section.kind(),
                            "a mapping",
                            "correct it"));
            return;
        }
        defaults.entries()
                .forEach((key, entry) -> {
                    Class<? extends Record> type = SECTIONS.get(key);
                    String path = YamlPath.key("defaults", key);
                    if (type != null) {
                        binder.checkDefaults(type, entry.value(), path);
                    } else {
                        findings.accept(
                                Finding.error(
                                        "input/unknown-key",
                                        entry.key().source(path),
                                        "unknown key '" + key + "'",
                                        String.join(", ", SECTIONS.keySet()),
                                        Suggestion.remedy(key, SECTIONS.keySet(), "remove it")));
                    }
                });
    }

    /** A Larry with its coordinator, which the defaults may describe whole. */
    private static Mapping coordinator(Mapping larry, Mapping defaults) {
        Entry below = defaults.entries().get("coordinator");
        if (below != null && !larry.entries().containsKey("coordinator")) {
            return with(larry, "coordinator", below, below.value());
        }
        return within(
                larry,
                "coordinator",
                coordinator -> under(coordinator, defaults.get("coordinator")));
    }

    private static Mapping under(Mapping upper, @Nullable YamlValue lower) {
        return lower instanceof Mapping && Overlay.merge(lower, upper) instanceof Mapping merged
                ? merged
                : upper;
    }

    private static Mapping within(Mapping mapping, String key, UnaryOperator<Mapping> change) {
        Entry entry = mapping.entries().get(key);
        return entry != null && entry.value() instanceof Mapping inner
                ? with(mapping, key, entry, change.apply(inner))
                : mapping;
    }

    private static Mapping each(Mapping mapping, String key, UnaryOperator<Mapping> change) {
        Entry entry = mapping.entries().get(key);
        if (entry == null || !(entry.value() instanceof Sequence list)) {
            return mapping;
        }
        List<YamlValue> elements =
                list.elements().stream()
                        .<YamlValue>map(element ->
                                element instanceof Mapping inner ? change.apply(inner) : element)
                        .toList();
        return with(mapping, key, entry, new Sequence(list.place(), elements));
    }

    private static Mapping with(Mapping mapping, String key, Entry entry, YamlValue value) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
        entries.put(key, new Entry(entry.key(), value));
        return new Mapping(mapping.place(), entries);
    }
}
