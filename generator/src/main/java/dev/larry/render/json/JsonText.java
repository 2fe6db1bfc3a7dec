package dev.larry.render.json;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/** A JSON tree as text, as Jackson writes it: on one line, or indented for people and Git. */
public final class JsonText {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder out = new StringBuilder(1024);
    private final boolean indented;

    /** What stands between the brackets of an object or list that is empty. */
    private final String nothing;

    private JsonText(boolean indented, String nothing) {
        this.indented = indented;
        this.nothing = nothing;
    }

    /** One line without blanks or a line end. */
    public static String line(JsonNode value) {
        return new JsonText(false, "").write(value);
    }

    /**
     * Two spaces for each level and a final line feed.
     *
     * @param nothing what stands between the brackets of an object or list that is empty
     */
    public static String document(JsonNode value, String nothing) {
        return new JsonText(true, nothing).write(value) + "\n";
    }

    private String write(JsonNode value) {
        value(value, 0);
        return out.toString();
    }

    private void value(JsonNode value, int level) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, level);
            case ARRAY -> array(value, level);
            case STRING -> quote(value.textValue(), out);
            case NULL, BOOLEAN, NUMBER -> out.append(value.asText());
            case BINARY, MISSING, POJO ->
                    throw new IllegalArgumentException("no JSON: " + value.getNodeType());
        }
    }

    private void object(JsonNode object, int level) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            next(first, level);
            first = false;
            quote(member.getKey(), out);
            out.append(indented ? ": " : ":");
            value(member.getValue(), level + 1);
        }
        end(first, level);
        out.append('}');
    }

    private void array(JsonNode array, int level) {
        out.append('[');
        boolean first = true;
        for (JsonNode element : array) {
            next(first, level);
            first = false;
            value(element, level + 1);
        }
        end(first, level);
        out.append(']');
    }

    private void next(boolean first, int level) {
        if (!first) {
            out.append(',');
        }
        if (indented) {
            out.append('\n').repeat(' ', 2 * (level + 1));
        }
    }

    private void end(boolean empty, int level) {
        if (empty) {
            out.append(nothing);
        } else if (indented) {
            out.append('\n').repeat(' ', 2 * level);
        }
    }

    /** Appends a text in double quotes. Source: RFC 8259, chapter 7. */
    public static void quote(String text, StringBuilder out) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, done, i);
                done = i + 1;
                escape(c, out);
            }
        }
        out.append(text, done, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }
}
