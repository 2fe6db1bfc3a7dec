package dev.larry.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lists whose elements differ in one text. */
final class Unique {
    private Unique() {}

    /**
     * A copy; {@link InvalidValueException} where elements agree in their names, at each but the
     * first.
     */
    static <T> List<T> byName(String component, List<T> list, Function<T, String> name) {
        List<InvalidValueException> wrong = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String key = name.apply(list.get(i));
            Integer first = seen.putIfAbsent(key, i);
            if (first != null) {
                wrong.add(twice(component + "[" + i + "].name", key, "element " + (first + 1)));
            }
        }
        InvalidValueException.throwAll(wrong);
        return List.copyOf(list);
    }

    /** What is wrong where elements of different names agree in a member. */
    static <T> List<InvalidValueException> member(
            String component,
            List<T> list,
            Function<T, String> name,
            String member,
            Function<T, String> value) {
        List<InvalidValueException> wrong = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (T element : list) {
            String first = seen.putIfAbsent(value.apply(element), name.apply(element));
            if (first != null) {
                wrong.add(
                        twice(
                                component + "[" + name.apply(element) + "]." + member,
                                value.apply(element),
                                first));
            }
        }
        return wrong;
    }

    private static InvalidValueException twice(String component, String key, String first) {
        return new InvalidValueException(
                component,
                "'" + key + "' twice",
                "each once",
                "rename or remove one (the other is " + first + ")");
    }
}
