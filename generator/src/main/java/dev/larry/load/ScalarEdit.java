package dev.larry.load;

import java.util.Optional;
import java.util.function.Predicate;

/** Changes one value of a file where it was written; all else stays as it is, to the byte. */
public final class ScalarEdit {
    private ScalarEdit() {}

    /**
     * The text with another scalar in the place of one.
     *
     * @param line from 1, as a {@link dev.larry.model.Source} has it
     * @param column from 1 in characters
     * @param before whether what is there is what is to be replaced
     * @param after a plain scalar
     * @return nothing where no such scalar begins there and ends on its line
     */
    public static Optional<String> replace(
            String text, int line, int column, Predicate<String> before, String after) {
        int start = lineStart(text, line);
        if (start < 0 || column < 1) {
            return Optional.empty();
        }
        int lineEnd = lineEnd(text, start);
        if (text.codePointCount(start, lineEnd) < column) {
            return Optional.empty();
        }
        int from = text.offsetByCodePoints(start, column - 1);
        char quote = text.charAt(from);
        boolean quoted = quote == '"' || quote == '\'';
        int begin = quoted ? from + 1 : from;
        int end = quoted ? text.indexOf(quote, begin) : plainEnd(text, begin, lineEnd);
        if (end < 0 || end > lineEnd || !before.test(text.substring(begin, end))) {
            return Optional.empty();
        }
        return Optional.of(text.substring(0, begin) + after + text.substring(end));
    }

    private static int lineStart(String text, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return -1;
            }
            start = end + 1;
        }
        return start;
    }

    private static int lineEnd(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    /** Ids and instants hold no blank and no indicator, so that is what ends them. */
    private static int plainEnd(String text, int begin, int lineEnd) {
        int end = begin;
        while (end < lineEnd && " \t\r,}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
