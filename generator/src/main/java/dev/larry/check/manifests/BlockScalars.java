package dev.larry.check.manifests;

import dev.larry.check.manifests.Value.Mapping;
import dev.larry.check.manifests.Value.Scalar;
import dev.larry.check.manifests.Value.Sequence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The keys and scalars of a {@link BlockReader}. */
final class BlockScalars {
    /** A key has 1,024 characters at most (YAML 1.2.2, 8.2.2). */
    private static final int LONGEST_KEY = 1000;

    /** What a scalar without quotes may begin with, and mean nothing else; so may a letter. */
    private static final String STARTS = "0123456789_/.$~+(<=^;\\";

    private final BlockText text;
    private final Words words;

    BlockScalars(BlockText text, Words words) {
        this.text = text;
        this.words = words;
    }

    /** The offset of the colon behind the key that begins at the offset, -1 where none does. */
    int keyEnd(int from) {
        int first = text.at(from);
        if (first == '"' || first == '\'') {
            int colon = closing(from) + 1;
            return text.isColon(colon) ? ascii(from, colon) : -1;
        }
        if (!isStart(first)) {
            return -1;
        }
        for (int at = from; at < text.end(); at++) {
            int c = text.at(at);
            if (c == ':' && text.isColon(at)) {
                return ascii(from, at);
            }
            if (c == '#' && text.at(at - 1) == ' ') {
                return -1;
            }
        }
        return -1;
    }

    /** Columns behind a key are counted in bytes. */
    private int ascii(int from, int colon) {
        if (colon - from > LONGEST_KEY || text.at(colon - 1) == ' ') {
            throw BlockReader.LEFT;
        }
        for (int at = from; at < colon; at++) {
            if (text.at(at) < 0) {
                throw BlockReader.LEFT;
            }
        }
        return colon;
    }

    private static boolean isStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c < 0 || STARTS.indexOf(c) >= 0;
    }

    /** The text of the key that ends at the colon. */
    String key(int from, int colon) {
        int first = text.at(from);
        return first == '"' || first == '\''
                ? quoted(from, colon - 1)
                : words.of(text.bytes(), from, colon);
    }

    /**
     * The value that begins at the offset; goes on to the line behind it.
     *
     * @param indent of the mapping or list that it is in
     */
    Value value(int from, int indent) {
        int line = text.line();
        int column = text.column(from);
        return switch (text.at(from)) {
            case '"', '\'' -> {
                int close = closing(from);
                yield last(new Scalar(line, column, quoted(from, close), false), close + 1);
            }
            case '|' -> new Scalar(line, column, literal(from, indent), false);
            case '{' -> last(new Mapping(line, column, List.of()), empty(from, '}'));
            case '[' -> last(new Sequence(line, column, List.of()), empty(from, ']'));
            default -> {
                String plain = plain(from);
                text.next();
                yield new Scalar(line, column, plain, true);
            }
        };
    }

    private Value last(Value value, int behind) {
        if (!text.isDone(behind)) {
            throw BlockReader.LEFT;
        }
        text.next();
        return value;
    }

    private int empty(int from, char close) {
        if (text.at(from + 1) != close) {
            throw BlockReader.LEFT;
        }
        return from + 2;
    }

    private String plain(int from) {
        int first = text.at(from);
        boolean dashed = first == '-' && text.at(from + 1) > ' ' && text.at(from + 1) != '#';
        if (!isStart(first) && !dashed) {
            throw BlockReader.LEFT;
        }
        int to = text.end();
        for (int at = from; at < to; at++) {
            int c = text.at(at);
            if (c == ':' && text.isColon(at)) {
                throw BlockReader.LEFT;
            }
            if (c == '#' && text.at(at - 1) == ' ') {
                to = at;
            }
        }
        while (text.at(to - 1) == ' ') {
            to--;
        }
        return words.of(text.bytes(), from, to);
    }

    /** The offset of the quote that closes the one at the offset. */
    private int closing(int from) {
        int quote = text.at(from);
        for (int at = from + 1; at < text.end(); at++) {
            int c = text.at(at);
            if (c == '\\' && quote == '"') {
                at++;
            } else if (c == quote) {
                if (quote == '"' || text.at(at + 1) != quote) {
                    return at;
                }
                at++;
            }
        }
        throw BlockReader.LEFT; // it goes on in the next line
    }

    private String quoted(int from, int close) {
        String inside = words.of(text.bytes(), from + 1, close);
        if (text.at(from) == '\'') {
            return inside.indexOf('\'') < 0 ? inside : inside.replace("''", "'");
        }
        return inside.indexOf('\\') < 0 ? inside : unescaped(inside);
    }

    /** The escapes in use; YAML 1.2.2, 5.7 has more. */
    private static String unescaped(String inside) {
        StringBuilder out = new StringBuilder(inside.length());
        for (int at = 0; at < inside.length(); at++) {
            char c = inside.charAt(at);
            if (c == '\\') {
                c =
                        switch (inside.charAt(++at)) {
                            case '"' -> '"';
                            case '\\' -> '\\';
                            case '/' -> '/';
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            default -> throw BlockReader.LEFT;
                        };
            }
            out.append(c);
        }
        return out.toString();
    }

    /** A literal block whose indentation its first line says. Source: YAML 1.2.2, 8.1. */
    private String literal(int from, int indent) {
        int chomping = text.at(from + 1);
        boolean named = chomping == '-' || chomping == '+';
        if (!text.isDone(from + (named ? 2 : 1))) {
            throw BlockReader.LEFT;
        }
        int at = text.end() + 1;
        int lines = 0;
        while (at < text.size() && text.at(at) == '\n') {
            at++;
            lines++;
        }
        if (at == text.size()) {
            throw BlockReader.LEFT;
        }
        int inner = text.pastBlanks(at) - at;
        if (inner <= indent || text.at(at + inner) == '\n' || text.at(at + inner) == '\t') {
            throw BlockReader.LEFT;
        }
        Lines content = new Lines(lines);
        while (at < text.size()) {
            int blanks = blanks(at, inner);
            int end = endOf(at + blanks);
            if (blanks < inner && end > at + blanks) {
                if (blanks > indent) {
                    throw BlockReader.LEFT;
                }
                break;
            }
            content.add(at + blanks, end);
            at = end + 1;
        }
        text.jump(content.count, at - 1);
        text.next();
        return content.text(chomping);
    }

    private int blanks(int from, int most) {
        int count = 0;
        while (count < most && text.at(from + count) == ' ') {
            count++;
        }
        return count;
    }

    private int endOf(int from) {
        int at = from;
        while (text.at(at) != '\n') {
            at++;
        }
        return at;
    }

    /** The lines of a literal block, each with its line feed. */
    private final class Lines {
        private byte[] bytes = new byte[256];
        private int length;

        /** How much of it is not empty lines at the end. */
        private int solid;

        private int count;

        Lines(int emptyAtFirst) {
            for (int i = 0; i < emptyAtFirst; i++) {
                add(0, 0);
            }
        }

        void add(int from, int to) {
            int more = to - from;
            if (length + more + 1 > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (length + more + 1));
            }
            System.arraycopy(text.bytes(), from, bytes, length, more);
            length += more;
            bytes[length++] = '\n';
            if (more > 0) {
                solid = length;
            }
            count++;
        }

        String text(int chomping) {
            int size = chomping == '+' ? length : chomping == '-' ? solid - 1 : solid;
            return new String(bytes, 0, size, StandardCharsets.UTF_8);
        }
    }
}
