package dev.larry.load;

import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Assumption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects the values whose line, or the line above them, says {@code # assumption}. */
final class Assumptions {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#\\s*assumption\\b:?\\s*(.*)$");

    private final Map<String, Map<Integer, String>> notes = new HashMap<>();
    private final List<Assumption> found = new ArrayList<>();

    private Assumptions(Map<String, String> texts) {
        texts.forEach((file, text) -> notes.put(file, notes(text)));
    }

    /**
     * @param root everything that the files say, defaults not yet applied
     * @param texts the files by name
     */
    static List<Assumption> in(Mapping root, Map<String, String> texts) {
        Assumptions assumptions = new Assumptions(texts);
        assumptions.walk(root, "");
        return List.copyOf(assumptions.found);
    }

    private void walk(YamlValue value, String path) {
        switch (value) {
            case Scalar ignored -> {}
            case Mapping mapping ->
                    mapping.entries()
                            .forEach((key, entry) -> {
                                String here = YamlPath.key(path, key);
                                if (!note(entry.key(), entry.value(), here)) {
                                    walk(entry.value(), here);
                                }
                            });
            case Sequence list -> {
                for (int i = 0; i < list.elements().size(); i++) {
                    YamlValue element = list.elements().get(i);
                    String here = YamlPath.element(path, i, element);
                    if (!note(element.place(), element, here)) {
                        walk(element, here);
                    }
                }
            }
        }
    }

    private boolean note(Place place, YamlValue value, String path) {
        String note = notes.getOrDefault(place.file(), Map.of()).get(place.line());
        if (note == null) {
            return false;
        }
        found.add(new Assumption(path, text(value), note));
        return true;
    }

    private static String text(YamlValue value) {
        return switch (value) {
            case Scalar scalar -> scalar.text();
            case Sequence list ->
                    list.elements().stream()
                            .map(Assumptions::text)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Mapping mapping ->
                    mapping.entries().entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + text(entry.getValue().value()))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static Map<Integer, String> notes(String text) {
        Map<Integer, String> notes = new HashMap<>();
        String pending = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher matcher = COMMENT.matcher(line);
            boolean marked = matcher.find();
            boolean comment = line.stripLeading().startsWith("#") || line.isBlank();
            if (comment) {
                pending = marked ? matcher.group(2).strip() : line.isBlank() ? null : pending;
            } else {
                if (marked) {
                    notes.put(number, matcher.group(2).strip());
                } else if (pending != null) {
                    notes.put(number, pending);
                }
                pending = null;
            }
        }
        return notes;
    }
}
