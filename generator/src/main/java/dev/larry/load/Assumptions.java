package dev.larry.load;

import dev.larry.load.YamlValue.Entry;
import dev.larry.load.YamlValue.Mapping;
import dev.larry.load.YamlValue.Place;
import dev.larry.load.YamlValue.Scalar;
import dev.larry.load.YamlValue.Sequence;
import dev.larry.model.Assumption;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects the values whose line, or the line above them, says {@code # assumption}. */
final class Assumptions {
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#\\s*assumption\\b:?(.*)$");

    private final Map<String, Map<Integer, Note>> notes = new HashMap<>();
    private final List<Assumption> found = new ArrayList<>();

    private Assumptions(Map<String, String> comments) {
        comments.forEach((file, text) -> notes.put(file, notes(text)));
    }

    /**
     * @param root everything that the files say, defaults not yet applied
     * @param comments the files by name, everything but their comments blanked out
     */
    static List<Assumption> in(Mapping root, Map<String, String> comments) {
        Assumptions assumptions = new Assumptions(comments);
        assumptions.walk(root, "");
        return List.copyOf(assumptions.found);
    }

    private void walk(YamlValue value, String path) {
        switch (value) {
            case Scalar ignored -> {}
            case Mapping mapping ->
                    mapping.entries()
                            .forEach((key, entry) -> entry(entry, YamlPath.key(path, key)));
            case Sequence list -> {
                for (int i = 0; i < list.elements().size(); i++) {
                    element(
                            list.elements().get(i),
                            YamlPath.element(path, i, list.elements().get(i)));
                }
            }
        }
    }

    private void entry(Entry entry, String path) {
        Note note = at(entry.key());
        if (note == null) {
            walk(entry.value(), path);
        } else {
            found.add(new Assumption(path, text(entry.value()), note.text()));
        }
    }

    /** An element shares its line with its first key: a comment behind that means the key alone. */
    private void element(YamlValue element, String path) {
        Note note = at(element.place());
        if (note == null || !note.above() && !onOneLine(element, element.place())) {
            walk(element, path);
        } else {
            found.add(new Assumption(path, text(element), note.text()));
        }
    }

    private @Nullable Note at(Place place) {
        return notes.getOrDefault(place.file(), Map.of()).get(place.line());
    }

    private static boolean onOneLine(YamlValue value, Place place) {
        boolean here =
                value.place().line() == place.line() && value.place().file().equals(place.file());
        return here
                && switch (value) {
                    case Scalar ignored -> true;
                    case Sequence list ->
                            place.anchored() != null
                                    || list.elements().stream()
                                            .allMatch(next -> onOneLine(next, place));
                    case Mapping mapping ->
                            place.anchored() != null
                                    || mapping.entries().values().stream()
                                            .allMatch(next ->
                                                    next.key().line() == place.line()
                                                            && onOneLine(next.value(), place));
                };
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

    private static Map<Integer, Note> notes(String comments) {
        Map<Integer, Note> notes = new HashMap<>();
        String pending = null;
        int number = 0;
        for (String line : comments.lines().toList()) {
            number++;
            Matcher matcher = COMMENT.matcher(line);
            String marked = matcher.find() ? matcher.group(1).strip() : null;
            if (line.isBlank()) {
                pending = null;
            } else if (line.stripLeading().startsWith("#")) {
                pending = marked == null ? pending : marked;
            } else {
                if (marked != null) {
                    notes.put(number, new Note(marked, false));
                } else if (pending != null) {
                    notes.put(number, new Note(pending, true));
                }
                pending = null;
            }
        }
        return notes;
    }

    /** What a comment says after the word, and whether it stands above the value's line. */
    private record Note(String text, boolean above) {}
}
