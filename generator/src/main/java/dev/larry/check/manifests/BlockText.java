package dev.larry.check.manifests;

import java.util.Optional;

/**
 * The lines of a text that a {@link BlockReader} goes through, those that are blank or comments
 * passed over.
 */
final class BlockText {
    /** Each value takes a character at least, so no larger text has more values than may be. */
    private static final int LARGEST = DocumentReader.VALUES;

    private final byte[] bytes;
    private final int size;

    /** Of the line it stands at: its number from 0, its first byte, and its line feed. */
    private int line = -1;

    private int start;
    private int end = -1;

    /** How many blanks the line begins with, -1 behind the last line. */
    private int indent = -1;

    private BlockText(byte[] bytes) {
        this.bytes = bytes;
        this.size = bytes.length;
    }

    /** The text, where it holds nothing but what a block reader knows. */
    static Optional<BlockText> of(byte[] bytes) {
        return bytes.length <= LARGEST && isKnown(bytes)
                ? Optional.of(new BlockText(bytes))
                : Optional.empty();
    }

    /**
     * Whether it is whole lines of well-formed UTF-8 without controls, odd blanks, marks and what
     * lies beyond the basic plane. Source: RFC 3629, 4; YAML 1.2.2, 5.1 and 5.4.
     */
    private static boolean isKnown(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] != '\n') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int b = bytes[i];
            if (b >= ' ' && b != 0x7F || b == '\n' || b == '\t') {
                continue;
            }
            int more = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : 0;
            if (more == 0 || i + more >= length) {
                return false;
            }
            int c = b & (more == 1 ? 0x1F : 0x0F);
            for (int last = i + more; i < last; ) {
                int next = bytes[++i];
                if ((next & 0xC0) != 0x80) {
                    return false;
                }
                c = c << 6 | next & 0x3F;
            }
            if (c <= 0xA0
                    || more == 2 && c < 0x800
                    || c >= 0x2028 && c <= 0x2029
                    || c > Character.MIN_SURROGATE - 1) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the next line that says something. */
    void next() {
        int at = end + 1;
        while (at < size) {
            line++;
            start = at;
            while (bytes[at] == ' ') {
                at++;
            }
            end = endOf(at);
            if (at < end && bytes[at] != '#') {
                indent = at - start;
                return;
            }
            at = end + 1;
        }
        indent = -1;
    }

    /** Where the line ends; a tab may mean much outside of a literal block. */
    private int endOf(int from) {
        int at = from;
        while (bytes[at] != '\n') {
            if (bytes[at] == '\t') {
                throw BlockReader.LEFT;
            }
            at++;
        }
        return at;
    }

    /** The block of whole lines below this one that a literal scalar may be made of. */
    void jump(int lines, int lastEnd) {
        line += lines;
        end = lastEnd;
    }

    boolean isEnded() {
        return indent < 0;
    }

    int indent() {
        return indent;
    }

    /** The offset of the line's first byte that is no blank. */
    int first() {
        return start + indent;
    }

    /** The line's number, from 1. */
    int line() {
        return line + 1;
    }

    /** The column of an offset in this line, from 1, where all before it is ASCII. */
    int column(int offset) {
        return offset - start + 1;
    }

    /** The offset of the line feed. */
    int end() {
        return end;
    }

    int size() {
        return size;
    }

    int at(int offset) {
        return bytes[offset];
    }

    byte[] bytes() {
        return bytes;
    }

    /** The first offset from this one on that is no blank. */
    int pastBlanks(int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    /** Whether nothing but a comment follows; {@code from} is behind a value. */
    boolean isDone(int from) {
        int at = pastBlanks(from);
        return at == end || at > from && bytes[at] == '#';
    }

    /** Whether the line is {@code ---} and nothing else. */
    boolean isSeparator() {
        if (indent != 0 || end - start < 3 || !isDashes()) {
            return false;
        }
        if (end - start > 3) {
            throw BlockReader.LEFT;
        }
        return true;
    }

    private boolean isDashes() {
        return bytes[start] == '-' && bytes[start + 1] == '-' && bytes[start + 2] == '-';
    }

    /** Whether an element of a list begins at the offset. */
    boolean isDash(int offset) {
        return bytes[offset] == '-' && (bytes[offset + 1] == ' ' || bytes[offset + 1] == '\n');
    }

    /** Whether a key ends at the offset. */
    boolean isColon(int offset) {
        return bytes[offset] == ':' && (bytes[offset + 1] == ' ' || bytes[offset + 1] == '\n');
    }
}
