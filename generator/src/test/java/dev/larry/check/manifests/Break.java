package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/**
 * One edit of one file.
 *
 * @param rule the rule that must say so; empty where none may
 * @param file how the file's path begins, or ends
 */
record Break(String rule, String file, String from, String to) {
    /** The path of the file, the first in order where several fit. */
    String path(Map<String, String> tree) {
        return tree.keySet().stream()
                .filter(each -> each.contains(file))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    /** The file's text after the edit. */
    String in(Map<String, String> tree) {
        String path = path(tree);
        String text = tree.getOrDefault(path, "");
        assertThat(text).as(path).contains(from);
        int at = text.indexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }
}
