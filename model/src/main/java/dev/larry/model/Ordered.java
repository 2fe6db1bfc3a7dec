package dev.larry.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Maps in order of their keys, so that nothing rendered depends on how a file orders them. */
final class Ordered {
    private Ordered() {}

    static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** Labels: values follow the Kubernetes documentation, "Labels and Selectors". */
    static Map<String, String> labels(String component, Map<String, String> map) {
        List<InvalidValueException> wrong = new ArrayList<>();
        map.forEach((key, value) -> {
            if (!Syntax.LABEL_VALUE.matches(value)) {
                wrong.add(
                        new InvalidValueException(
                                component + "[\"" + key + "\"]",
                                "'" + value + "'",
                                Syntax.LABEL_VALUE.meaning(),
                                "correct it"));
            }
        });
        InvalidValueException.throwAll(wrong);
        return copy(map);
    }
}
