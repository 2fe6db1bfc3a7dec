package dev.larry.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Maps in order of their keys, so that nothing rendered depends on how a file orders them. */
final class Ordered {
    private Ordered() {}

    static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
