package dev.larry.load;

import dev.larry.load.YamlValue.Mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * YAML paths such as {@code larrys[larry-01].tokens}: elements by name where they have one, else by
 * index.
 */
final class YamlPath {
    private YamlPath() {}

    static String key(String path, String key) {
        boolean simple =
                !key.isEmpty()
                        && key.chars()
                                .noneMatch(c ->
                                        c == '.' || c == '[' || c == ']' || c == '"' || c == '\\');
        if (!simple) {
            return path + quoted(key);
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    static String index(String path, int index) {
        return path + "[" + index + "]";
    }

    static String element(String path, int index, YamlValue element) {
        String name = element instanceof Mapping mapping ? mapping.name() : null;
        if (name == null) {
            return index(path, index);
        }
        boolean simple =
                !name.isEmpty() && name.chars().noneMatch(c -> c == ']' || c == '"' || c == '\\');
        return path + (simple ? "[" + name + "]" : quoted(name));
    }

    private static String quoted(String name) {
        return "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }

    /** The steps of a path: keys, names and indexes alike. */
    static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            int end;
            if (path.startsWith("[\"", at)) {
                StringBuilder step = new StringBuilder();
                for (end = at + 2; end < path.length() && path.charAt(end) != '"'; end++) {
                    end += path.charAt(end) == '\\' && end + 1 < path.length() ? 1 : 0;
                    step.append(path.charAt(end));
                }
                steps.add(step.toString());
                at = end + 2;
            } else if (path.charAt(at) == '[') {
                end = path.indexOf(']', at);
                end = end < 0 ? path.length() : end;
                steps.add(path.substring(at + 1, end));
                at = end + 1;
            } else {
                at += path.charAt(at) == '.' ? 1 : 0;
                end = at;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                steps.add(path.substring(at, end));
                at = end;
            }
        }
        return steps;
    }
}
