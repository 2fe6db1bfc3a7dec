package dev.larry.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a tree of JSON values as block style YAML, the way kubectl lays it out: two spaces, a list
 * at the column of its key. Keys are sorted (at the top {@code apiVersion}, {@code kind} and {@code
 * metadata} come first, as people expect), lists keep their order, and a member without a value is
 * left out, because to the API server that is the same. Nothing is folded.
 *
 * <p>Not Jackson's YAML generator: see docs/decisions.
 */
final class YamlWriter {
    /**
     * An implicit key may have 1,024 characters (YAML 1.2, 8.2.2), escapes and quotes among them.
     */
    private static final int LONGEST_KEY = 1000;

    private static final List<String> HEAD = List.of("apiVersion", "kind", "metadata");
    private static final Comparator<String> TOP =
            Comparator.comparingInt(
                            (String key) -> HEAD.contains(key) ? HEAD.indexOf(key) : HEAD.size())
                    .thenComparing(Comparator.naturalOrder());

    private final StringBuilder out;

    YamlWriter(StringBuilder out) {
        this.out = out;
    }

    /** Writes a whole object and its final line feed. */
    void write(ObjectNode root) {
        Collection<Map.Entry<String, JsonNode>> members = sorted(root, TOP);
        if (members.isEmpty()) {
            out.append("{}\n");
        }
        members(members, 0, false);
    }

    private static Collection<Map.Entry<String, JsonNode>> sorted(
            JsonNode object, Comparator<String> order) {
        Set<Map.Entry<String, JsonNode>> properties = object.properties();
        if (isSorted(properties, order)) {
            return properties;
        }
        Map<String, JsonNode> members = new TreeMap<>(order);
        for (Map.Entry<String, JsonNode> member : properties) {
            if (!member.getValue().isNull()) {
                members.put(member.getKey(), member.getValue());
            }
        }
        return members.entrySet();
    }

    /** Whether the members stand as they are to be written, as those of generated code do. */
    private static boolean isSorted(
            Set<Map.Entry<String, JsonNode>> properties, Comparator<String> order) {
        String before = null;
        for (Map.Entry<String, JsonNode> member : properties) {
            String key = member.getKey();
            if (member.getValue().isNull() || before != null && order.compare(before, key) >= 0) {
                return false;
            }
            before = key;
        }
        return true;
    }

    /**
     * @param started whether the first line already has its indentation, after a dash
     */
    private void members(
            Collection<Map.Entry<String, JsonNode>> members, int indent, boolean started) {
        boolean here = started;
        for (Map.Entry<String, JsonNode> member : members) {
            if (!here) {
                out.repeat(' ', indent);
            }
            here = false;
            key(member.getKey(), indent);
            memberValue(member.getValue(), indent);
        }
    }

    private void key(String key, int indent) {
        int start = out.length();
        if (YamlScalars.plain(key)) {
            out.append(key);
        } else {
            YamlScalars.quote(key, out);
        }
        if (out.length() - start > LONGEST_KEY) {
            out.insert(start, "? ").append('\n').repeat(' ', indent);
        }
        out.append(':');
    }

    private void memberValue(JsonNode value, int indent) {
        if (value.isObject()) {
            Collection<Map.Entry<String, JsonNode>> members = sorted(value, Comparator.naturalOrder());
            if (!members.isEmpty()) {
                out.append('\n');
                members(members, indent + 2, false);
                return;
            }
        } else if (value.isArray() && !value.isEmpty()) {
            out.append('\n');
            items(value, indent, false);
            return;
        }
        out.append(' ');
        scalar(value, indent + 2);
        out.append('\n');
    }

    private void items(JsonNode array, int indent, boolean started) {
        boolean here = started;
        for (JsonNode item : array) {
            if (!here) {
                out.repeat(' ', indent);
            }
            here = false;
            out.append("- ");
            if (item.isObject()) {
                Collection<Map.Entry<String, JsonNode>> members = sorted(item, Comparator.naturalOrder());
                if (!members.isEmpty()) {
                    members(members, indent + 2, true);
                    continue;
                }
            } else if (item.isArray() && !item.isEmpty()) {
                items(item, indent + 2, true);
                continue;
            }
            scalar(item, indent + 2);
            out.append('\n');
        }
    }

    /** A value of one line, or a literal block whose lines have the indentation given. */
    private void scalar(JsonNode value, int indent) {
        switch (value.getNodeType()) {
            case OBJECT -> out.append("{}");
            case ARRAY -> out.append("[]");
            case NULL -> out.append("null");
            case BOOLEAN -> out.append(value.booleanValue());
            case NUMBER -> number(value);
            case STRING -> string(value.textValue(), indent);
            case BINARY, MISSING, POJO ->
                    throw new IllegalArgumentException(
                            "not a value that YAML has: " + value.getNodeType());
        }
    }

    private void string(String text, int indent) {
        if (YamlScalars.plain(text)) {
            out.append(text);
        } else if (YamlScalars.literal(text)) {
            literal(text, indent);
        } else {
            YamlScalars.quote(text, out);
        }
    }

    private void literal(String text, int indent) {
        out.append(text.endsWith("\n") ? "|" : "|-");
        for (String line : lines(text)) {
            out.append('\n');
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
            }
        }
    }

    /** The lines without the empty one behind a last line feed. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private void number(JsonNode value) {
        if (value.isIntegralNumber()) {
            out.append(value.asText());
            return;
        }
        String text = value.asText();
        char last = text.charAt(text.length() - 1);
        if (last < '0' || last > '9') {
            throw new IllegalArgumentException("not a number that JSON has: " + text);
        }
        // YAML 1.1 takes a float by its point, and an exponent by its sign.
        int exponent = text.indexOf('E');
        String mantissa = exponent < 0 ? text : text.substring(0, exponent);
        out.append(mantissa);
        if (mantissa.indexOf('.') < 0) {
            out.append(".0");
        }
        if (exponent >= 0) {
            boolean signed = text.charAt(exponent + 1) == '-' || text.charAt(exponent + 1) == '+';
            out.append(signed ? "E" : "E+").append(text, exponent + 1, text.length());
        }
    }
}
