package dev.larry.check.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/**
 * One edit of one file.
 *
 * @param rule the rule that must say so; empty where none may
 * @param file how the file's path begins, or ends
 */
record Break(String rule, String file, String from, String to) {
    Map<String, String> in(Map<String, String> tree) {
        Map<String, String> broken = new HashMap<>(tree);
        String path =
                tree.keySet().stream()
                        .filter(each -> each.contains(file))
                        .sorted()
                        .findFirst()
                        .orElseThrow();
        String text = broken.getOrDefault(path, "");
        assertThat(text).as(path).contains(from);
        int at = text.indexOf(from);
        broken.put(path, text.substring(0, at) + to + text.substring(at + from.length()));
        return broken;
    }
}
