package dev.larry.load;

import dev.larry.load.YamlValue.Entry;
import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Lays one value over another: mappings merge key by key, lists of named things merge by name (in
 * the order of the lower, new ones behind), everything else replaces. Null stays: it makes a value
 * as if neither the lower file nor the defaults had written it.
 */
final class Overlay {
    private Overlay() {}

    static YamlValue merge(YamlValue lower, YamlValue upper) {
        return switch (upper) {
            case Mapping over when lower instanceof Mapping under -> mappings(under, over);
            case Sequence over
                    when lower instanceof Sequence under && named(under) && named(over) ->
                    lists(under, over);
            case Scalar ignored -> upper;
            case Sequence ignored -> upper;
            case Mapping ignored -> upper;
        };
    }

    private static Mapping mappings(Mapping lower, Mapping upper) {
        SequencedMap<String, Entry> merged = new LinkedHashMap<>(lower.entries());
        upper.entries()
                .forEach((key, entry) -> {
                    Entry under = merged.get(key);
                    merged.put(
                            key,
                            under == null
                                    ? entry
                                    : new Entry(entry.key(), merge(under.value(), entry.value())));
                });
        return new Mapping(upper.place(), merged);
    }

    private static Sequence lists(Sequence lower, Sequence upper) {
        SequencedMap<String, YamlValue> merged = new LinkedHashMap<>();
        lower.elements().forEach(element -> merged.put(nameOf(element), element));
        upper.elements().forEach(element -> merged.merge(nameOf(element), element, Overlay::merge));
        return new Sequence(upper.place(), List.copyOf(merged.values()));
    }

    private static boolean named(Sequence list) {
        return !list.elements().isEmpty()
                && list.elements().stream()
                        .allMatch(element ->
                                element instanceof Mapping mapping && mapping.name() != null);
    }

    private static String nameOf(YamlValue element) {
        return element instanceof Mapping mapping && mapping.name() != null ? mapping.name() : "";
    }
}
