package dev.larry.load;

import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Finding;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Names that stand twice in one list of one file; merging would hide them. */
final class DuplicateNames {
    private DuplicateNames() {}

    static void find(YamlValue value, String path, Consumer<Finding> findings) {
        switch (value) {
            case Scalar ignored -> {}
            case Mapping mapping ->
                    mapping.entries()
                            .forEach((key, entry) ->
                                    find(entry.value(), YamlPath.key(path, key), findings));
            case Sequence list -> {
                Map<String, Place> seen = new HashMap<>();
                for (int i = 0; i < list.elements().size(); i++) {
                    YamlValue element = list.elements().get(i);
                    if (element instanceof Mapping mapping
                            && mapping.get("name") instanceof Scalar scalar
                            && !scalar.isNull()) {
                        String name = scalar.text();
                        Place at = scalar.place();
                        Place first = seen.putIfAbsent(name, at);
                        if (first != null) {
                            findings.accept(
                                    Finding.error(
                                            "input/duplicate-name",
                                            at.source(
                                                    YamlPath.key(YamlPath.index(path, i), "name")),
                                            "'" + name + "' twice, first on line " + first.line(),
                                            "each name once in a list",
                                            "rename or remove one of the two"));
                        }
                    }
                    find(element, YamlPath.element(path, i, element), findings);
                }
            }
        }
    }
}
