package dev.larry.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as people read it in a diff: two spaces, one member a line, lists of scalars on one, order
 * as given.
 */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /**
     * Writes a value.
     *
     * @param value maps with text keys, lists, texts, whole numbers, booleans; an empty Optional is
     *     null
     */
    static String of(Object value) {
        JsonText json = new JsonText();
        json.value(value, 0);
        return json.text.append('\n').toString();
    }

    private void value(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> text.append("{}");
            case Map<?, ?> map -> members(map, depth);
            case List<?> list when list.isEmpty() -> text.append("[]");
            case List<?> list when list.stream().noneMatch(JsonText::hasParts) -> words(list);
            case List<?> list -> elements(list, depth);
            case String string -> quoted(string);
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            case Optional<?> nothing when nothing.isEmpty() -> text.append("null");
            default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
        }
    }

    private void members(Map<?, ?> map, int depth) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            line(before, depth + 1);
            quoted((String) entry.getKey());
            text.append(": ");
            value(entry.getValue(), depth + 1);
            before = ',';
        }
        text.append('\n').repeat("  ", depth).append('}');
    }

    private void elements(List<?> list, int depth) {
        char before = '[';
        for (Object element : list) {
            line(before, depth + 1);
            value(element, depth + 1);
            before = ',';
        }
        text.append('\n').repeat("  ", depth).append(']');
    }

    private static boolean hasParts(Object value) {
        return value instanceof Map || value instanceof List;
    }

    private void words(List<?> list) {
        String before = "[";
        for (Object element : list) {
            text.append(before);
            value(element, 0);
            before = ", ";
        }
        text.append(']');
    }

    private void line(char before, int depth) {
        text.append(before).append('\n').repeat("  ", depth);
    }

    private void quoted(String string) {
        text.append('"');
        for (char c : string.toCharArray()) {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> {
                    if (c < 0x20) {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
