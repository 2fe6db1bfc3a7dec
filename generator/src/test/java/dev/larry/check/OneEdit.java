package dev.larry.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is fixed by one edit: lines that stand together are taken out, put in or replaced. */
public final class OneEdit {
    /** The rules that no single edit of a manifest or environment puts right, and why. */
    public static final Map<String, String> NOT =
            Map.of(
                    "security/secret-in-git",
                    "the values leave Git, and something else brings them to the cluster");

    private OneEdit() {}

    /** Whether one edit leads from one text to the other. */
    public static boolean leads(String from, String to) {
        List<String> before = List.of(from.split("\n", -1));
        List<String> after = List.of(to.split("\n", -1));
        int head = 0;
        while (head < Math.min(before.size(), after.size())
                && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - head
                && before.get(before.size() - 1 - tail)
                        .equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        Set<String> out = new HashSet<>(before.subList(head, before.size() - tail));
        List<String> in = after.subList(head, after.size() - tail);
        return !(out.isEmpty() && in.isEmpty()) && in.stream().noneMatch(out::contains);
    }
}
