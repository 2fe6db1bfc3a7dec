package dev.larry.check.manifests;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** Short texts, each made once as far as room allows: a tree repeats few words very often. */
final class Words {
    private static final int SLOTS = 1 << 14;
    private static final int LONGEST = 64;

    private final @Nullable String[] slots = new String[SLOTS];

    /** The text that these bytes of UTF-8 are. */
    String of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
        String known = slots[slot];
        if (known != null && isSame(known, bytes, from, length)) {
            return known;
        }
        String made = new String(bytes, from, length, StandardCharsets.UTF_8);
        slots[slot] = made;
        return made;
    }

    /** Beyond ASCII no byte equals a character, so such a text is made anew. */
    private static boolean isSame(String known, byte[] bytes, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
