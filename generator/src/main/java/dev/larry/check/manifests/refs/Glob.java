package dev.larry.check.manifests.refs;

import java.util.List;

/**
 * The patterns of an AppProject: {@code *} for any characters, {@code !} before what is refused.
 */
final class Glob {
    private Glob() {}

    static boolean permits(List<String> patterns, String text) {
        boolean refused =
                patterns.stream()
                        .filter(each -> each.startsWith("!"))
                        .anyMatch(each -> matches(each.substring(1), text));
        return !refused && patterns.stream().anyMatch(each -> matches(each, text));
    }

    /** Linear in both: only the last star is gone back to. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length()
                    && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
