package dev.larry.load;

import java.util.List;

/**
 * One document of a file.
 *
 * @param root its value
 * @param comments the file's text with all keys and scalars blanked out, line for line: what is
 *     left of a {@code #} is a comment
 */
record YamlDocument(YamlValue root, String comments) {
    /**
     * Blanks out scalars.
     *
     * @param scalars begin and end of each, in code points, in order
     */
    static String commentsOf(String text, List<Integer> scalars) {
        StringBuilder rest = new StringBuilder(text.length());
        int at = 0;
        int point = 0;
        for (int i = 0; i < scalars.size(); i += 2) {
            int begin = text.offsetByCodePoints(at, Math.max(0, scalars.get(i) - point));
            point = Math.max(point, scalars.get(i));
            rest.append(text, at, begin);
            int length = Math.max(0, scalars.get(i + 1) - point);
            at = text.offsetByCodePoints(begin, length);
            point += length;
            text.substring(begin, at)
                    .chars()
                    .forEach(c -> rest.append(c == '\n' || c == '\r' ? (char) c : 'x'));
        }
        return rest.append(text, at, text.length()).toString();
    }
}
