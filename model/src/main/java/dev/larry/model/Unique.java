package dev.larry.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lists whose elements differ in one text. */
final class Unique {
    private Unique() {}

    /** A copy; {@link InvalidValueException} where two elements agree, at the second. */
    static <T> List<T> byName(String component, List<T> list, Function<T, String> name) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String key = name.apply(list.get(i));
            Integer first = seen.putIfAbsent(key, i);
            if (first != null) {
                throw new InvalidValueException(
                        component + "[" + i + "]",
                        "'" + key + "' twice",
                        "each once",
                        "rename or remove one (the other is element " + (first + 1) + ")");
            }
        }
        return List.copyOf(list);
    }
}
