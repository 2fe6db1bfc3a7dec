package dev.larry.diff.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Two values to the fields in which they differ. */
public final class FieldDiff {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** What names an element of a list, where every element has it and none twice. */
    private static final List<String> KEYS = List.of("name", "mountPath", "containerPort", "key");

    private static final TextNode HIDDEN = TextNode.valueOf("(hidden)");

    private final List<FieldChange> changes = new ArrayList<>();

    private FieldDiff() {}

    /**
     * The differences of two objects, in the order of their fields; a Secret's values are hidden.
     */
    public static List<FieldChange> between(ManifestObject before, ManifestObject after) {
        List<FieldChange> changes = between("", before.content(), after.content());
        return after.id().is("", "Secret")
                ? changes.stream().map(FieldDiff::hidden).toList()
                : changes;
    }

    /** The differences of two values, whose paths begin with the given one. */
    static List<FieldChange> between(String path, JsonNode before, JsonNode after) {
        FieldDiff diff = new FieldDiff();
        diff.compare(path, before, after);
        return diff.changes;
    }

    private static FieldChange hidden(FieldChange change) {
        return change.path().startsWith("data") || change.path().startsWith("stringData")
                ? new FieldChange(
                        change.path().replaceFirst(" \\(lines? .*", ""),
                        change.before() == null ? null : HIDDEN,
                        change.after() == null ? null : HIDDEN)
                : change;
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            changes.add(new FieldChange(path, before, after));
        } else if (before.equals(after)) {
            return;
        } else if (before.isObject() && after.isObject()) {
            objects(path, before, after);
        } else if (before.isArray() && after.isArray()) {
            lists(path, before, after);
        } else if (before.isTextual() && after.isTextual()) {
            texts(path, before.asText(), after.asText());
        } else {
            changes.add(new FieldChange(path, before, after));
        }
    }

    private void objects(String path, JsonNode before, JsonNode after) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            compare(step(path, name), before.get(name), after.get(name));
        }
    }

    private static String step(String path, String name) {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            return path + "[" + name + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    private void lists(String path, JsonNode before, JsonNode after) {
        for (String key : KEYS) {
            Optional<Map<String, JsonNode>> left = byKey(before, key);
            Optional<Map<String, JsonNode>> right = byKey(after, key);
            if (left.isPresent() && right.isPresent()) {
                keyed(path, left.get(), right.get());
                return;
            }
        }
        if (allScalars(before) && allScalars(after)) {
            changes.add(new FieldChange(path, before, after));
            return;
        }
        positioned(path, before, after);
    }

    private void keyed(String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        int found = changes.size();
        Map<String, JsonNode> all = new LinkedHashMap<>(before);
        all.putAll(after);
        for (String name : all.keySet()) {
            compare(path + "[" + name + "]", before.get(name), after.get(name));
        }
        if (changes.size() == found) {
            changes.add(
                    new FieldChange(
                            path + " (order)",
                            TextNode.valueOf(String.join(", ", before.keySet())),
                            TextNode.valueOf(String.join(", ", after.keySet()))));
        }
    }

    /** Elements without names: what is equal at both ends stays, the rest is paired in order. */
    private void positioned(String path, JsonNode before, JsonNode after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        int left = before.size() - end;
        int right = after.size() - end;
        for (int i = start; i < Math.max(left, right); i++) {
            compare(
                    path + "[" + i + "]",
                    i < left ? before.get(i) : null,
                    i < right ? after.get(i) : null);
        }
    }

    private static Optional<Map<String, JsonNode>> byKey(JsonNode list, String key) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        for (JsonNode element : list) {
            JsonNode name = element.path(key);
            if (!name.isValueNode() || elements.put(name.asText(), element) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(elements);
    }

    private static boolean allScalars(JsonNode list) {
        return list.valueStream().allMatch(JsonNode::isValueNode);
    }

    private void texts(String path, String before, String after) {
        Optional<JsonNode> left = json(before);
        Optional<JsonNode> right = left.isPresent() ? json(after) : Optional.empty();
        if (right.isPresent() && !left.get().equals(right.get())) {
            compare(path, left.get(), right.get());
        } else if (before.indexOf('\n') >= 0 && after.indexOf('\n') >= 0) {
            lines(path, before.split("\n", -1), after.split("\n", -1));
        } else {
            changes.add(new FieldChange(path, TextNode.valueOf(before), TextNode.valueOf(after)));
        }
    }

    /** Settings and dashboards are JSON in a text. */
    private static Optional<JsonNode> json(String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void lines(String path, String[] before, String[] after) {
        int start = 0;
        int shorter = Math.min(before.length, after.length);
        while (start < shorter && before[start].equals(after[start])) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && before[before.length - 1 - end].equals(after[after.length - 1 - end])) {
            end++;
        }
        int last = Math.max(before.length, after.length) - end;
        String place =
                last - start <= 1
                        ? " (line " + (start + 1) + ")"
                        : " (lines " + (start + 1) + "-" + last + ")";
        changes.add(
                new FieldChange(
                        path + place,
                        joined(before, start, before.length - end),
                        joined(after, start, after.length - end)));
    }

    private static @Nullable JsonNode joined(String[] lines, int from, int to) {
        return from >= to
                ? null
                : TextNode.valueOf(String.join("\n", List.of(lines).subList(from, to)));
    }
}
