package dev.larry.tree;

import dev.larry.testing.FleetYaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/** The same environment file in other words. */
final class Rewritten {
    private Rewritten() {}

    /** Top-level keys in another order, each with the comments above it. */
    static String sections(String text, Random random) {
        List<String> sections = new ArrayList<>();
        StringBuilder section = new StringBuilder();
        StringBuilder above = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                above.append(line).append('\n');
                continue;
            }
            if (!line.startsWith(" ")) {
                sections.add(section.toString());
                section.setLength(0);
            }
            section.append(above).append(line).append('\n');
            above.setLength(0);
        }
        sections.add(section.append(above).toString());
        Collections.shuffle(sections, random);
        return String.join("", sections);
    }

    /** Without comments, aliases spelt out, keys shuffled, block and flow style by chance. */
    static String style(String text, Random random) {
        StringBuilder out = new StringBuilder();
        block((Map<?, ?>) Yamls.yaml12(text), 0, random, out);
        return out.toString();
    }

    /** The list of some keys last to first, where the file has it. */
    static String backwards(String text, List<String> keys) {
        StringBuilder out = new StringBuilder();
        Object whole = backwards(Yamls.yaml12(text), keys);
        block((Map<?, ?>) whole, 0, new Random(0), out);
        return out.toString();
    }

    private static Object backwards(Object value, List<String> keys) {
        if (keys.isEmpty()) {
            return value instanceof List<?> list ? list.reversed() : value;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> backwards(item, keys)).toList();
        }
        Map<Object, Object> changed = new LinkedHashMap<>((Map<?, ?>) value);
        changed.computeIfPresent(
                keys.getFirst(), (key, below) -> backwards(below, keys.subList(1, keys.size())));
        return changed;
    }

    private static void block(Map<?, ?> mapping, int depth, Random random, StringBuilder out) {
        for (Object key : shuffled(mapping, random)) {
            Object value = Objects.requireNonNull(mapping.get(key));
            out.append(" ".repeat(depth)).append(scalar(key)).append(":");
            if (value instanceof Map<?, ?> below && !below.isEmpty() && random.nextBoolean()) {
                out.append("\n");
                block(below, depth + 1 + random.nextInt(4), random, out);
            } else {
                out.append(" ".repeat(1 + random.nextInt(3)))
                        .append(flow(value, random))
                        .append(random.nextInt(4) == 0 ? " # here\n" : "\n");
            }
        }
    }

    private static String flow(Object value, Random random) {
        return switch (value) {
            case Map<?, ?> mapping ->
                    shuffled(mapping, random).stream()
                            .map(key ->
                                    scalar(key)
                                            + ": "
                                            + flow(
                                                    Objects.requireNonNull(mapping.get(key)),
                                                    random))
                            .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list ->
                    list.stream()
                            .map(item -> flow(item, random))
                            .collect(Collectors.joining(",", "[ ", " ]"));
            default -> scalar(value);
        };
    }

    private static List<Object> shuffled(Map<?, ?> mapping, Random random) {
        List<Object> keys = new ArrayList<>(mapping.keySet());
        Collections.shuffle(keys, random);
        return keys;
    }

    /** Numbers and booleans plain, for they are not the same in quotes everywhere. */
    private static String scalar(Object value) {
        return value instanceof String text ? FleetYaml.quoted(text) : String.valueOf(value);
    }
}
